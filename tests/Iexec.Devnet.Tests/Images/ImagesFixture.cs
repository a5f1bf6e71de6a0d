using System.Globalization;
using Docker.DotNet.Models;
using Iexec.Devnet.Images;
using Iexec.Devnet.Processes;
using Iexec.Devnet.Tests.Processes;
using Iexec.Docker;
using Iexec.Testing;
using Xunit;

namespace Iexec.Devnet.Tests.Images;

/// <summary>A registry and an Engine, and apps run on it as a worker would: by digest, with nothing granted.</summary>
public sealed class ImagesFixture : IAsyncLifetime
{
    private const long Memory = 512L << 20;
    private readonly TestState _test = new();
    private readonly List<string> _pulled = [];
    private Supervisor? _supervisor;

    internal HttpClient Http { get; } = new();

    internal Uri Registry { get; private set; } = null!;

    internal RegistryClient Client => new(Http, Registry);

    internal DockerClient Engine { get; } = new(DockerEndpoint.FromEnvironment(), TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        _supervisor = new Supervisor(_test.State, TimeProvider.System);
        Registry = await RegistryProcess.StartAsync(_supervisor, Ports.Free(), CancellationToken.None);
    }

    /// <summary>Exit code, output, errors, and the folder that the app wrote.</summary>
    internal async Task<AppRun> RunAsync(PublishedImage image, params string[] arguments)
    {
        DockerEngine.SkipIfMissing();
        var repository = image.Multiaddr[..image.Multiaddr.LastIndexOf(':')];
        await Engine.Images.PullAsync(repository, image.Digest, _ => { }, CancellationToken.None);
        _pulled.Add($"{repository}@{image.Digest}");
        var output = Directory.CreateDirectory(Path.Combine(_test.Path, "out", Guid.NewGuid().ToString("N"))).FullName;
        var id = await Engine.Containers.CreateAsync(
            new CreateContainerParameters
            {
                Image = $"{repository}@{image.Digest}",
                Cmd = arguments,
                Env = ["IEXEC_OUT=/iexec_out", "IEXEC_TASK_ID=0x01"],
                HostConfig = new HostConfig
                {
                    Memory = Memory,
                    MemorySwap = Memory,
                    NanoCPUs = 1_000_000_000,
                    PidsLimit = 64,
                    ReadonlyRootfs = true,
                    CapDrop = ["ALL"],
                    SecurityOpt = ["no-new-privileges"],
                    Tmpfs = new Dictionary<string, string> { ["/tmp"] = string.Create(CultureInfo.InvariantCulture, $"size={64 << 20}") },
                    Mounts = [new Mount { Type = "bind", Source = output, Target = "/iexec_out" }],
                },
            },
            CancellationToken.None);
        using var logs = await Engine.Containers.AttachAsync(id, CancellationToken.None);
        var following = logs.FollowAsync(CancellationToken.None);
        await Engine.Containers.StartAsync(id, CancellationToken.None);
        await Engine.Containers.WaitAsync(id, CancellationToken.None);
        await following;
        var run = new AppRun((int)(await Engine.Containers.StateAsync(id, CancellationToken.None)).ExitCode, (logs.Stdout, logs.Stderr), output);
        await Engine.Containers.RemoveAsync(id, CancellationToken.None);
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var image in _pulled.Distinct())
            await Engine.Images.RemoveAsync(image, CancellationToken.None);
        await _supervisor!.DisposeAsync();
        Engine.Dispose();
        Http.Dispose();
        _test.Dispose();
    }
}

internal sealed record AppRun(int ExitCode, (string Stdout, string Stderr) Logs, string Output);
