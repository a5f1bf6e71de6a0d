using Iexec.Docker;

namespace Iexec.Devnet.Processes;

/// <summary>The Docker Engine that runs the apps: the machine's own where one answers, else one started for the network.</summary>
public static class ContainerEngine
{
    /// <summary>An Engine that answers. Where none does, one is started under the supervisor.</summary>
    /// <exception cref="DevnetException">None answers and none can be started.</exception>
    public static async Task<DockerEndpoint> EnsureAsync(Supervisor supervisor, TimeProvider time, CancellationToken cancellation)
    {
        var endpoint = Configured();
        if (await AnswersWithinLimitAsync(endpoint, time, cancellation))
            return endpoint;
        if (endpoint != DockerEndpoint.Parse(DockerEndpoint.UsualSocket))
            throw new DevnetException($"DOCKER_HOST is {endpoint}, but no Docker Engine answers there. Start it, or unset DOCKER_HOST.");
        if (!Environment.IsPrivilegedProcess)
            throw new DevnetException($"No Docker Engine answers at {endpoint}, and starting one needs root. Run as root, start one, or set DOCKER_HOST.");
        return await StartOwnAsync(supervisor, time, withNetworks: true, cancellation);
    }

    /// <summary>Starts an Engine for this network alone. Without networks it leaves the machine's bridges and packet filter as they are.</summary>
    /// <exception cref="DevnetException">dockerd is missing or did not start.</exception>
    public static async Task<DockerEndpoint> StartOwnAsync(Supervisor supervisor, TimeProvider time, bool withNetworks, CancellationToken cancellation)
    {
        var dockerd = new Dockerd(supervisor.State);
        await dockerd.StartAsync(supervisor, time, withNetworks, cancellation);
        return dockerd.Endpoint;
    }

    internal static async Task<bool> AnswersAsync(DockerEndpoint endpoint, TimeProvider time, CancellationToken cancellation)
    {
        using var engine = new DockerClient(endpoint, time);
        await engine.VersionAsync(cancellation);
        return true;
    }

    private static DockerEndpoint Configured()
    {
        try
        {
            return DockerEndpoint.FromEnvironment();
        }
        catch (FormatException e)
        {
            throw new DevnetException($"DOCKER_HOST: {e.Message}", e);
        }
    }

    private static async Task<bool> AnswersWithinLimitAsync(DockerEndpoint endpoint, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await AnswersAsync(endpoint, time, either.Token);
        }
        catch (Exception e) when (e is DockerException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
