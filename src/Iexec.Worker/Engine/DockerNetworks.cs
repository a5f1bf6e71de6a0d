using System.Net;

namespace Iexec.Worker.Engine;

/// <summary>The Engine's calls on networks.</summary>
public sealed class DockerNetworks
{
    private readonly DockerHttp _http;

    internal DockerNetworks(DockerHttp http) => _http = http;

    /// <summary>A network by name, or null.</summary>
    public async Task<DockerNetwork?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.JsonAsync<DockerNetwork>(HttpMethod.Get, $"networks/{Uri.EscapeDataString(name)}", null, cancellationToken);
        }
        catch (DockerException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Creates an IPv4 bridge network with options of the bridge driver.</summary>
    public Task CreateBridgeAsync(string name, IReadOnlyDictionary<string, string> options, CancellationToken cancellationToken) =>
        _http.CallAsync(
            HttpMethod.Post,
            "networks/create",
            new { Name = name, Driver = "bridge", CheckDuplicate = true, EnableIPv6 = false, Options = options },
            cancellationToken);

    /// <summary>Removes a network; nothing happens where it is gone.</summary>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await _http.CallAsync(HttpMethod.Delete, $"networks/{Uri.EscapeDataString(name)}", null, cancellationToken);
        }
        catch (DockerException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
        }
    }
}

/// <summary>A network that the Engine knows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Driver">Its driver, such as <c>bridge</c>.</param>
/// <param name="EnableIPv6">Whether its containers have IPv6 addresses.</param>
/// <param name="Options">Options of its driver.</param>
public sealed record DockerNetwork(
    string Id, string Name, string Driver, bool EnableIPv6, IReadOnlyDictionary<string, string>? Options);
