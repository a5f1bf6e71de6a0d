using System.Globalization;
using System.Net;
using Docker.DotNet.Models;
using Iexec.Docker;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Testing;
using Iexec.Worker.Containers;
using Iexec.Worker.Disk;
using Iexec.Worker.Running;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Iexec.Worker.Tests;

/// <summary>A real Engine, a real registry, and an app that runs the shell script it gets as argument.</summary>
public sealed class DockerFixture : IAsyncLifetime
{
    public const string Worker = "worker-under-test";
    private const string Busybox = "/bin/busybox";
    private readonly string _directory = Directory.CreateTempSubdirectory("iexec-worker-").FullName;
    private LocalRegistry? _registry;
    private DockerExecutor? _executor;
    private int _tasks;

    public DockerClient Docker { get; } = new(DockerEndpoint.Parse(DockerEngine.Address), TimeProvider.System);

    public LocalRegistry Registry => _registry!;

    /// <summary>The app's name and digest in the registry.</summary>
    public string Multiaddr => $"{Registry.Host}/iexec/shell:1.0";

    public Bytes32 Checksum { get; private set; }

    public DockerExecutorSettings Settings => new(Worker, _directory);

    public DockerExecutor Executor => _executor ??= ExecutorWith(Settings);

    public DockerExecutor ExecutorWith(DockerExecutorSettings settings) =>
        new(Docker, settings, TestSurroundings.With(), NullLogger<DockerExecutor>.Instance);

    public string? MissingReason { get; } = DockerEngine.MissingReason ?? LocalRegistry.MissingReason
        ?? (File.Exists(Busybox) ? null : $"needs {Busybox} (Debian package busybox-static)");

    public async ValueTask InitializeAsync()
    {
        if (MissingReason is not null)
            return;
        _registry = await LocalRegistry.StartAsync();
        Checksum = await PublishAsync("iexec/shell", "1.0", "ENTRYPOINT [\"/bin/sh\", \"-c\"]");
    }

    public async ValueTask DisposeAsync()
    {
        if (_registry is not null)
        {
            await Docker.Images.RemoveAsync(Multiaddr, CancellationToken.None);
            await _registry.DisposeAsync();
        }
        _executor?.Dispose();
        Docker.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    public void SkipIfMissing() => Assert.SkipWhen(MissingReason is not null, MissingReason ?? "");

    /// <summary>Builds an image of busybox and a few lines, and pushes it.</summary>
    public async Task<Bytes32> PublishAsync(string repository, string tag, string lines)
    {
        var context = new BuildContext()
            .Add("Dockerfile", System.Text.Encoding.UTF8.GetBytes(
                $"FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"--install\", \"-s\", \"/bin\"]\nENV PATH=/bin\n{lines}\n"))
            .Add("busybox", await File.ReadAllBytesAsync(Busybox), executable: true);
        using var tar = context.ToTar();
        await Docker.Images.BuildAsync(tar, $"{Registry.Host}/{repository}:{tag}", CancellationToken.None);
        var digest = await Docker.Images.PushAsync($"{Registry.Host}/{repository}", tag, CancellationToken.None);
        return Bytes32.Parse("0x" + digest["sha256:".Length..]);
    }

    /// <summary>A run of a shell script in an image of its own, which is made of these lines.</summary>
    public async Task<AppRun> RunOfAsync(string repository, string lines, string script) => Run(script) with
    {
        Checksum = await PublishAsync(repository, "1", $"{lines}\nENTRYPOINT [\"/bin/sh\", \"-c\"]"),
        Multiaddr = $"{Registry.Host}/{repository}:1",
    };

    /// <summary>The app's image, pulled again where a test removed it.</summary>
    public Task<ImageInspectResponse> ImageAsync() =>
        new AppImages(Docker, new DiskWatch(TimeProvider.System), TimeProvider.System).PullAsync(Multiaddr, Checksum, Run("").Limits, CancellationToken.None);

    /// <summary>A run of a shell script.</summary>
    public AppRun Run(string script, Func<RunLimits, RunLimits>? limits = null)
    {
        var number = Interlocked.Increment(ref _tasks);
        var deal = new DealId(Keccak256.HashText(number.ToString(CultureInfo.InvariantCulture)));
        var bounds = new RunLimits
        {
            WallTime = TimeSpan.FromSeconds(60), MemoryBytes = 128 << 20, OutputBytes = 16 << 20, OutputEntries = 200, FreeDiskFloor = 0,
        };
        return new AppRun
        {
            Multiaddr = Multiaddr,
            Checksum = Checksum,
            Args = $"'{script.Replace("'", "'\\''", StringComparison.Ordinal)}'",
            Environment = new AppEnvironment { TaskId = TaskId.Of(deal, 0), DealId = deal, TaskIndex = 0, BotFirst = 0, BotSize = 1 },
            Limits = limits is null ? bounds : limits(bounds),
            Folder = new TaskFolder(Path.Combine(_directory, number.ToString(CultureInfo.InvariantCulture))),
        };
    }

    public Task<RunOutcome> RunAsync(string script, Func<RunLimits, RunLimits>? limits = null) => RunAsync(Run(script, limits));

    public Task<RunOutcome> RunAsync(AppRun run, Action<RunStage>? begins = null) =>
        Executor.RunAsync(run, new Stages(begins ?? (_ => { })), CancellationToken.None);

    /// <summary>The container of a run, when its app runs.</summary>
    public async Task<string> RunningAsync(AppRun run, DockerClient? engine = null)
    {
        var containers = (engine ?? Docker).Containers;
        while (true)
        {
            var found = await containers.ListAsync(CancellationToken.None, ("iexec.task", run.Environment.TaskId.ToString()));
            try
            {
                if (found is [var id] && (await containers.StateAsync(id, CancellationToken.None)).Running)
                    return id;
            }
            catch (DockerException exception) when (exception.Status == HttpStatusCode.NotFound)
            {
                // The Engine lists a container a moment before it knows it.
            }
            await Task.Delay(20);
        }
    }

    public Task<IReadOnlyList<string>> ContainersAsync(string label, string value) =>
        Docker.Containers.ListAsync(CancellationToken.None, (label, value));
}

/// <summary>Tells the stages of a run at once.</summary>
internal sealed class Stages(Action<RunStage> tell) : IProgress<RunStage>
{
    public void Report(RunStage value) => tell(value);
}

/// <summary>Tests that share the Engine run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DockerCollection : ICollectionFixture<DockerFixture>
{
    public const string Name = "Docker";
}
