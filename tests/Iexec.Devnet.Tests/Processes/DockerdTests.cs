using System.Globalization;
using System.Text;
using Docker.DotNet.Models;
using Iexec.Devnet.Processes;
using Iexec.Docker;
using Xunit;

namespace Iexec.Devnet.Tests.Processes;

[Trait("Category", "Integration")]
public sealed class DockerdTests : IDisposable
{
    private const string Image = "iexec-test/sleeper:1";
    private readonly TestState _test = new();

    [Fact]
    public async Task A_killed_engine_leaves_nothing_running_and_the_next_one_starts_in_its_place()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "starting a Docker Engine needs root");
        var killed = new Supervisor(_test.State, TimeProvider.System);
        var endpoint = await ContainerEngine.StartOwnAsync(killed, TimeProvider.System, withNetworks: false, CancellationToken.None);
        var seconds = $"7{Environment.ProcessId}";
        await RunAsync(endpoint, "sleep", seconds);
        await Eventually.TrueAsync(() => Running(seconds).Any(), "the container runs");

        await KillEngineAsync(killed);
        Assert.NotEmpty(Running(seconds));
        var state = _test.Reopen();
        var stopped = await Leftovers.StopAsync(state, TimeProvider.System);

        Assert.Contains(stopped, what => what.EndsWith("of containers", StringComparison.Ordinal));
        Assert.Empty(Running(seconds));
        var run = Path.GetDirectoryName(endpoint.Address.AbsolutePath)!;
        Assert.Empty(Running(run));
        await using (var next = new Supervisor(state, TimeProvider.System))
        {
            Assert.Equal(endpoint, await ContainerEngine.StartOwnAsync(next, TimeProvider.System, withNetworks: false, CancellationToken.None));
            using var engine = new DockerClient(endpoint, TimeProvider.System);
            Assert.NotNull(await engine.Images.FindAsync(Image, CancellationToken.None));
            await RunAsync(endpoint, "sleep", seconds);
        }
        Assert.Empty(Running(seconds));
        Assert.Empty(Running(run));
        Directory.Delete(run, recursive: true);
    }

    public void Dispose() => _test.Dispose();

    // As by `kill -9`: no chance to stop what it runs.
    private static async Task KillEngineAsync(Supervisor supervisor)
    {
        var record = await File.ReadAllTextAsync(Path.Combine(supervisor.State.Records, "dockerd.pid"));
        using var process = System.Diagnostics.Process.GetProcessById(ProcessIdentity.Parse(record)!.Value.Pid);
        process.Kill();
        await supervisor.Crashed.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task RunAsync(DockerEndpoint endpoint, params string[] command)
    {
        using var engine = new DockerClient(endpoint, TimeProvider.System);
        var context = new BuildContext()
            .Add("Dockerfile", Encoding.UTF8.GetBytes("FROM scratch\nCOPY busybox /bin/busybox\nENTRYPOINT [\"/bin/busybox\"]\n"))
            .Add("busybox", await File.ReadAllBytesAsync("/bin/busybox"), executable: true);
        await engine.Images.BuildAsync(context.ToTar(), Image, CancellationToken.None);
        var id = await engine.Containers.CreateAsync(new CreateContainerParameters { Image = Image, Cmd = command }, CancellationToken.None);
        await engine.Containers.StartAsync(id, CancellationToken.None);
    }

    private static IEnumerable<int> Running(string argument) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where int.TryParse(name, CultureInfo.InvariantCulture, out _) && CommandOf(folder).Contains(argument, StringComparison.Ordinal)
        select int.Parse(name, CultureInfo.InvariantCulture);

    private static string CommandOf(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
