using Docker.DotNet.Models;

namespace Iexec.Docker;

/// <summary>
/// A client of the Docker Engine's API (1.41 and newer), for the calls that this project needs: a library's calls with time limits, one kind of
/// error, and what is gone or done already borne where that is what was wanted.
/// </summary>
public sealed class DockerClient : IDisposable
{
    private readonly DockerCalls _calls;

    /// <summary>Makes a client; nothing is asked of the Engine before the first call.</summary>
    public DockerClient(DockerEndpoint endpoint, TimeProvider time)
    {
        _calls = new DockerCalls(endpoint, time);
        Images = new DockerImages(_calls);
        Containers = new DockerContainers(_calls);
        Networks = new DockerNetworks(_calls);
    }

    /// <summary>Pulling, building, pushing and inspecting images.</summary>
    public DockerImages Images { get; }

    /// <summary>Running containers.</summary>
    public DockerContainers Containers { get; }

    /// <summary>Bridge networks.</summary>
    public DockerNetworks Networks { get; }

    /// <summary>The Engine's version; succeeds only when an Engine answers.</summary>
    /// <exception cref="DockerException">No Engine answers.</exception>
    public Task<VersionResponse> VersionAsync(CancellationToken ct) => _calls.VersionAsync(ct);

    /// <summary>The folder on the Engine's host where it keeps images and volumes.</summary>
    public async Task<string> RootAsync(CancellationToken ct) =>
        (await _calls.QuickAsync("info", (engine, cancel) => engine.System.GetSystemInfoAsync(cancel), ct)).DockerRootDir;

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();
}
