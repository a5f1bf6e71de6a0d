using Docker.DotNet.Models;

namespace Iexec.Docker;

/// <summary>The Engine's calls on networks.</summary>
public sealed class DockerNetworks
{
    private readonly DockerCalls _calls;

    internal DockerNetworks(DockerCalls calls) => _calls = calls;

    /// <summary>A network by name, or null.</summary>
    public Task<NetworkResponse?> FindAsync(string name, CancellationToken ct) =>
        _calls.FindAsync($"networks/{name}", (engine, cancel) => engine.Networks.InspectNetworkAsync(name, cancel), ct);

    /// <summary>Creates an IPv4 bridge network with options of the bridge driver.</summary>
    public Task CreateBridgeAsync(string name, IReadOnlyDictionary<string, string> options, CancellationToken ct) =>
        _calls.QuickAsync(
            "networks/create",
            (engine, cancel) => engine.Networks.CreateNetworkAsync(
                new() { Name = name, Driver = "bridge", EnableIPv6 = false, Options = new Dictionary<string, string>(options) }, cancel),
            ct);

    /// <summary>Removes a network; nothing happens where it is gone.</summary>
    public Task RemoveAsync(string name, CancellationToken ct) =>
        _calls.TolerantAsync($"remove network {name}", (engine, cancel) => engine.Networks.DeleteNetworkAsync(name, cancel), ct);
}
