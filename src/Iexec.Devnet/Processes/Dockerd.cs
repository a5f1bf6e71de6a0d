using System.Security.Cryptography;
using System.Text;
using Iexec.Docker;
using Iexec.Runtime;

namespace Iexec.Devnet.Processes;

/// <summary>
/// A Docker Engine of the network's own, beside any other on the machine: its images live in the state folder,
/// its sockets in <c>/run</c>, because the path of a socket must be short (unix(7): 108 bytes).
/// </summary>
public sealed class Dockerd
{
    private readonly StateFolder _state;
    private readonly string _run;

    internal Dockerd(StateFolder state)
    {
        _state = state;
        _run = $"/run/iexec-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state.Path)))[..12]}";
    }

    /// <summary>Address of its API.</summary>
    public DockerEndpoint Endpoint => DockerEndpoint.Parse($"unix://{_run}/docker.sock");

    private string DataRoot => Path.Combine(_state.Path, "docker");

    private string ExecRoot => _run + "/exec";

    private string PidFile => _run + "/docker.pid";

    internal async Task StartAsync(Supervisor supervisor, TimeProvider time, bool withNetworks, CancellationToken cancellation)
    {
        var program = Programs.Find("dockerd")
            ?? throw new DevnetException("No Docker Engine answers and dockerd is missing. As root on Debian: apt-get install --no-install-recommends docker.io. Or set DOCKER_HOST to an Engine.");
        PrivateFolder.Create(_run);
        PrivateFolder.Create(ExecRoot + "/containerd");
        PrivateFolder.Create(DataRoot);
        // A pid file that outlived its process may name a stranger, whom dockerd would take for itself or its containerd.
        File.Delete(PidFile);
        File.Delete(ExecRoot + "/containerd/containerd.pid");
        await supervisor.StartAsync(
            new ProcessSpec
            {
                Name = "dockerd",
                Program = program,
                Arguments =
                [
                    "--host", Endpoint.ToString(), "--data-root", DataRoot, "--exec-root", ExecRoot, "--pidfile", PidFile,
                    "--shutdown-timeout", "5",
                    .. withNetworks ? Array.Empty<string>() : ["--bridge", "none", "--iptables=false"],
                ],
                Answers = token => ContainerEngine.AnswersAsync(Endpoint, time, token),
                StopLimit = TimeSpan.FromSeconds(30),
            },
            cancellation);
    }

    /// <summary>
    /// Ends what a killed dockerd leaves behind: its containerd, the shims, and the containers that they hold.
    /// They are known by the folder of this Engine in their arguments. Its mounts go as well.
    /// </summary>
    internal async Task<int> EndOrphansAsync(TimeProvider time)
    {
        var managers = ProcFiles.Pids().Where(IsOurs).ToHashSet();
        var containers = ProcFiles.Pids().Where(pid => ProcessIdentity.ParentOf(pid) is { } parent && managers.Contains(parent));
        var orphans = containers.Union(managers).Select(ProcessIdentity.Of).OfType<ProcessIdentity>().ToList();
        // The first process of a container takes the others with it.
        await Task.WhenAll(orphans.Select(orphan => Signals.KillAsync(orphan, time)));
        Mounts.RemoveUnder(DataRoot);
        Mounts.RemoveUnder(_run);
        return orphans.Count;
    }

    private bool IsOurs(int pid) =>
        Path.GetFileName(ProcFiles.Arguments(pid).FirstOrDefault())?.StartsWith("containerd", StringComparison.Ordinal) == true
        && ProcFiles.Arguments(pid).Any(argument => argument.StartsWith(ExecRoot + "/containerd/", StringComparison.Ordinal));
}
