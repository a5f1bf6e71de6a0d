using System.Net;
using System.Text.Json;

namespace Iexec.Worker.Engine;

/// <summary>The Engine's calls on containers.</summary>
public sealed class DockerContainers
{
    private readonly DockerHttp _http;

    internal DockerContainers(DockerHttp http) => _http = http;

    /// <summary>Creates a container.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> CreateAsync(ContainerSpec spec, CancellationToken cancellationToken) =>
        (await _http.JsonAsync<Created>(HttpMethod.Post, "containers/create", spec, cancellationToken)).Id;

    /// <summary>Starts a container.</summary>
    public Task StartAsync(string id, CancellationToken cancellationToken) =>
        _http.CallAsync(HttpMethod.Post, $"containers/{id}/start", null, cancellationToken);

    /// <summary>Waits until a container does not run. The caller's token is the only limit.</summary>
    public async Task WaitAsync(string id, CancellationToken cancellationToken)
    {
        using var response = await _http.OpenAsync(HttpMethod.Post, $"containers/{id}/wait?condition=not-running", null, cancellationToken);
        try
        {
            await response.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new DockerException($"The Docker Engine went away while container {id} ran: {exception.Message}", inner: exception);
        }
    }

    /// <summary>Kills a container with SIGKILL; nothing happens where it runs no more.</summary>
    public Task KillAsync(string id, CancellationToken cancellationToken) =>
        TolerantAsync(HttpMethod.Post, $"containers/{id}/kill", cancellationToken);

    /// <summary>Kills and removes a container with its anonymous volumes; nothing happens where it is gone.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        TolerantAsync(HttpMethod.Delete, $"containers/{id}?force=1&v=1", cancellationToken);

    /// <summary>How a container is.</summary>
    public async Task<ContainerState> StateAsync(string id, CancellationToken cancellationToken) =>
        (await _http.JsonAsync<Inspected>(HttpMethod.Get, $"containers/{id}/json", null, cancellationToken)).State;

    /// <summary>Attaches to what a container writes from now on: before it starts, to all of it.</summary>
    public async Task<ContainerOutput> AttachAsync(string id, CancellationToken cancellationToken)
    {
        var response = await _http.OpenAsync(
            HttpMethod.Post, $"containers/{id}/attach?stream=1&stdout=1&stderr=1", null, cancellationToken);
        return new ContainerOutput(await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    /// <summary>A tar stream of a directory as a container sees it. Links in it are told, not followed.</summary>
    public async Task<Stream> ArchiveAsync(string id, string path, CancellationToken cancellationToken)
    {
        var response = await _http.OpenAsync(
            HttpMethod.Get, $"containers/{id}/archive?path={Uri.EscapeDataString(path)}", null, cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    /// <summary>Ids of all containers, running or not, that carry a label with a value.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string label, string value, CancellationToken cancellationToken)
    {
        var filter = JsonSerializer.Serialize(new Dictionary<string, string[]> { ["label"] = [$"{label}={value}"] });
        var path = $"containers/json?all=1&filters={Uri.EscapeDataString(filter)}";
        return [.. (await _http.JsonAsync<Created[]>(HttpMethod.Get, path, null, cancellationToken)).Select(container => container.Id)];
    }

    // 404: gone. 409: not running, or being removed by another call. 304: as wanted already.
    private async Task TolerantAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        try
        {
            await _http.CallAsync(method, path, null, cancellationToken);
        }
        catch (DockerException exception) when (exception.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
        }
    }

    private sealed record Created(string Id);

    private sealed record Inspected(ContainerState State);
}
