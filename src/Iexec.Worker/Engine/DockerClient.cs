namespace Iexec.Worker.Engine;

/// <summary>A client of the Docker Engine's HTTP API (1.41 and newer), for the calls that this project needs.</summary>
public sealed class DockerClient : IDisposable
{
    private readonly DockerHttp _http;

    /// <summary>Makes a client; nothing is asked of the Engine before the first call.</summary>
    public DockerClient(DockerEndpoint endpoint, TimeProvider time)
    {
        _http = new DockerHttp(endpoint, time);
        Images = new DockerImages(_http);
        Containers = new DockerContainers(_http);
        Networks = new DockerNetworks(_http);
    }

    /// <summary>Pulling, building, pushing and inspecting images.</summary>
    public DockerImages Images { get; }

    /// <summary>Running containers.</summary>
    public DockerContainers Containers { get; }

    /// <summary>Bridge networks.</summary>
    public DockerNetworks Networks { get; }

    /// <summary>The Engine's version; succeeds only when an Engine answers.</summary>
    /// <exception cref="DockerException">No Engine answers.</exception>
    public Task<DockerVersion> VersionAsync(CancellationToken cancellationToken) => _http.VersionAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
