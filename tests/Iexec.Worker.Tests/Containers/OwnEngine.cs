using System.Diagnostics;
using Iexec.Docker;
using Iexec.Worker.Running;

namespace Iexec.Worker.Tests.Containers;

/// <summary>A Docker Engine of a test's own, to be killed and started again; without networks.</summary>
internal sealed class OwnEngine : IAsyncDisposable
{
    // The path of a socket must be short.
    private readonly string _run = $"/run/iexec-own-{Environment.ProcessId}";
    private readonly string _root = Directory.CreateTempSubdirectory("iexec-engine-").FullName;
    private Process? _process;

    private OwnEngine() => Docker = new(DockerEndpoint.Parse($"unix://{_run}/docker.sock"), TimeProvider.System);

    public DockerClient Docker { get; }

    public static async Task<OwnEngine> StartAsync()
    {
        var engine = new OwnEngine();
        Directory.CreateDirectory(engine._run);
        await engine.BeginAsync();
        return engine;
    }

    /// <summary>Starts it, again after it ended.</summary>
    public async Task BeginAsync()
    {
        Directory.CreateDirectory($"{_run}/exec/containerd");
        File.Delete($"{_run}/docker.pid");
        File.Delete($"{_run}/exec/containerd/containerd.pid");
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/dockerd", [
            "--host", $"unix://{_run}/docker.sock", "--data-root", _root, "--exec-root", $"{_run}/exec", "--pidfile", $"{_run}/docker.pid",
            "--bridge", "none", "--iptables=false", "--shutdown-timeout", "5"])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        while (!await AnswersAsync())
            await Task.Delay(100);
    }

    /// <summary>Ends it by a signal.</summary>
    public async Task EndAsync(string signal)
    {
        using (var kill = Process.Start("/bin/kill", [signal, _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await _process!.WaitForExitAsync();
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync("-TERM");
        Docker.Dispose();
        // One that was killed left its mounts.
        foreach (var point in File.ReadLines("/proc/self/mounts").Select(line => line.Split(' ')[1]).Where(IsOurs).Reverse().ToList())
            await HostCommand.RunAsync("umount", ["-l", point], null, CancellationToken.None);
        Directory.Delete(_run, recursive: true);
        Directory.Delete(_root, recursive: true);
    }

    private bool IsOurs(string path) =>
        path.StartsWith(_root, StringComparison.Ordinal) || path.StartsWith(_run, StringComparison.Ordinal);

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await Docker.VersionAsync(CancellationToken.None);
            return true;
        }
        catch (DockerException) when (!_process!.HasExited)
        {
            return false;
        }
    }
}
