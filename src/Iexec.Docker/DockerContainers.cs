using Docker.DotNet.Models;

namespace Iexec.Docker;

/// <summary>The Engine's calls on containers.</summary>
public sealed class DockerContainers
{
    private readonly DockerCalls _calls;

    internal DockerContainers(DockerCalls calls) => _calls = calls;

    /// <summary>Creates a container.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> CreateAsync(CreateContainerParameters spec, CancellationToken ct) =>
        (await _calls.QuickAsync("containers/create", (engine, cancel) => engine.Containers.CreateContainerAsync(spec, cancel), ct)).ID;

    /// <summary>Starts a container.</summary>
    public Task StartAsync(string id, CancellationToken ct) =>
        _calls.QuickAsync($"containers/{id}/start", (engine, cancel) => engine.Containers.StartContainerAsync(id, new(), cancel), ct);

    /// <summary>Waits until a container does not run. The caller's token is the only limit.</summary>
    public Task WaitAsync(string id, CancellationToken ct) =>
        _calls.OpenAsync((engine, cancel) => engine.Containers.WaitContainerAsync(id, cancel), ct);

    /// <summary>Kills a container with SIGKILL; nothing happens where it runs no more.</summary>
    public Task KillAsync(string id, CancellationToken ct) =>
        _calls.TolerantAsync($"containers/{id}/kill", (engine, cancel) => engine.Containers.KillContainerAsync(id, new(), cancel), ct);

    /// <summary>Kills and removes a container with its anonymous volumes; nothing happens where it is gone.</summary>
    public Task RemoveAsync(string id, CancellationToken ct) =>
        _calls.TolerantAsync(
            $"remove container {id}",
            (engine, cancel) => engine.Containers.RemoveContainerAsync(id, new() { Force = true, RemoveVolumes = true }, cancel),
            ct);

    /// <summary>How a container is.</summary>
    public async Task<State> StateAsync(string id, CancellationToken ct) =>
        (await _calls.QuickAsync($"containers/{id}", (engine, cancel) => engine.Containers.InspectContainerAsync(id, cancel), ct)).State!;

    /// <summary>Attaches to what a container writes from now on: before it starts, to all of it.</summary>
    public async Task<ContainerOutput> AttachAsync(string id, CancellationToken ct) =>
        new(await _calls.OpenAsync(
            (engine, cancel) => engine.Containers.AttachContainerAsync(id, new() { Stream = true, Stdout = true, Stderr = true }, cancel), ct));

    /// <summary>A tar stream of a directory as a container sees it. Links in it are told, not followed.</summary>
    public async Task<Stream> ArchiveAsync(string id, string path, CancellationToken ct) =>
        (await _calls.OpenAsync(
            (engine, cancel) => engine.Containers.GetArchiveFromContainerAsync(id, new() { Path = path }, statOnly: false, cancel), ct)).Stream!;

    /// <summary>Ids of all containers, running or not, that carry each of these labels with its value.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken ct, params (string Label, string Value)[] labels)
    {
        var filter = labels.ToDictionary(label => $"{label.Label}={label.Value}", _ => true);
        var parameters = new ContainersListParameters { All = true, Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = filter } };
        var found = await _calls.QuickAsync("containers", (engine, cancel) => engine.Containers.ListContainersAsync(parameters, cancel), ct);
        return [.. found.Select(container => container.ID)];
    }
}
