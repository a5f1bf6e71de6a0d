using Iexec.Docker;
using Iexec.Ethereum;
using Iexec.Testing;
using Iexec.Worker.Containers;
using Iexec.Worker.Disk;
using Iexec.Worker.Running;
using Xunit;

namespace Iexec.Worker.Tests.Containers;

[Collection(DockerCollection.Name)]
[Trait("Category", "Integration")]
public sealed class AppImagesTests(DockerFixture docker)
{
    private static readonly RunLimits Limits = new() { WallTime = TimeSpan.FromSeconds(60), PullTime = TimeSpan.FromSeconds(60) };

    private AppImages Images => new(docker.Docker, new DiskWatch(TimeProvider.System), TimeProvider.System);

    [Fact]
    public async Task An_image_is_pulled_by_the_digest_on_chain()
    {
        docker.SkipIfMissing();
        await docker.Docker.Images.RemoveAsync(docker.Multiaddr, CancellationToken.None);
        var image = await Images.PullAsync(docker.Multiaddr, docker.Checksum, Limits, CancellationToken.None);

        Assert.Contains(image.RepoDigests!, held => held.EndsWith(Convert.ToHexStringLower(docker.Checksum.ToBytes()), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_image_that_is_held_needs_no_registry()
    {
        docker.SkipIfMissing();
        string multiaddr;
        Bytes32 checksum;
        await using (var registry = await LocalRegistry.StartAsync())
        {
            multiaddr = $"{registry.Host}/iexec/held:1";
            checksum = await PublishAsync(registry, "iexec/held");
        }

        Assert.NotNull(await Images.PullAsync(multiaddr, checksum, Limits, CancellationToken.None));
        await docker.Docker.Images.RemoveAsync(multiaddr, CancellationToken.None);
    }

    [Fact]
    public async Task Another_image_under_the_tag_is_refused()
    {
        docker.SkipIfMissing();
        var other = Keccak256.HashText("other");
        var failure = await FailsAsync(FailureKind.ImageMismatch, docker.Multiaddr, other);

        Assert.Contains(Convert.ToHexStringLower(docker.Checksum.ToBytes()), failure.Detail, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(other.ToBytes()), failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_in_the_name_must_be_the_checksum()
    {
        docker.SkipIfMissing();
        await FailsAsync(FailureKind.ImageMismatch, $"{docker.Multiaddr}@sha256:{new string('1', 64)}", docker.Checksum);
    }

    [Fact]
    public async Task A_registry_that_gives_another_manifest_is_refused()
    {
        docker.SkipIfMissing();
        await using var registry = await HostileRegistry.StartAsync(LiesAbout.Manifest);
        await FailsAsync(FailureKind.ImageMismatch, $"{registry.Host}/iexec/evil:1", registry.Promised);
    }

    [Fact]
    public async Task A_registry_that_gives_another_layer_is_refused()
    {
        docker.SkipIfMissing();
        await using var registry = await HostileRegistry.StartAsync(LiesAbout.Layer);
        await FailsAsync(FailureKind.ImageMismatch, $"{registry.Host}/iexec/evil:1", registry.Promised);
    }

    [Fact]
    public async Task A_registry_that_does_not_go_on_is_left_in_time()
    {
        docker.SkipIfMissing();
        await using var registry = await HostileRegistry.StartAsync(LiesAbout.Time);
        await FailsAsync(FailureKind.PullTimeout, $"{registry.Host}/iexec/evil:1", registry.Promised, Limits with { PullTime = TimeSpan.FromSeconds(1) });
    }

    [Fact]
    public async Task An_image_that_does_not_exist_is_said_not_to()
    {
        docker.SkipIfMissing();
        await FailsAsync(FailureKind.ImageNotFound, $"{docker.Registry.Host}/iexec/none:1", docker.Checksum);
    }

    [Fact]
    public async Task A_registry_that_is_down_is_said_to_be()
    {
        docker.SkipIfMissing();
        var failure = await FailsAsync(FailureKind.RegistryUnreachable, $"127.0.0.1:{LocalRegistry.FreePort()}/iexec/shell:1", docker.Checksum);

        Assert.True(failure.IsTransient);
        Assert.Contains("connection refused", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_larger_than_accepted_is_refused()
    {
        docker.SkipIfMissing();
        await FailsAsync(FailureKind.ImageTooLarge, docker.Multiaddr, docker.Checksum, Limits with { ImageBytes = 1000 });
        await docker.Docker.Images.RemoveAsync(docker.Multiaddr, CancellationToken.None);
        await FailsAsync(FailureKind.ImageTooLarge, docker.Multiaddr, docker.Checksum, Limits with { ImageBytes = 1000 });
    }

    [Fact]
    public async Task A_layer_that_inflates_beyond_what_is_accepted_is_not_kept()
    {
        docker.SkipIfMissing();
        const string Repository = "iexec/inflating";
        var checksum = await docker.PublishAsync(Repository, "1", "RUN [\"/bin/dd\", \"if=/dev/zero\", \"of=/big\", \"bs=1M\", \"count=400\"]");
        var multiaddr = $"{docker.Registry.Host}/{Repository}:1";
        await docker.Docker.Images.RemoveAsync(multiaddr, CancellationToken.None);

        var failure = await FailsAsync(FailureKind.ImageTooLarge, multiaddr, checksum, Limits with { ImageBytes = 50 << 20 });
        Assert.True(failure.DependsOnPlace);
        Assert.Null(await docker.Docker.Images.FindAsync(AppImages.Pinned(multiaddr, checksum), CancellationToken.None));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_refusal_by_a_registry_is_no_failure_of_the_app_alone(int status)
    {
        docker.SkipIfMissing();
        await using var registry = await HostileRegistry.StartAsync(LiesAbout.Nothing, status);
        var exception = await Assert.ThrowsAsync<RunFailedException>(
            () => Images.PullAsync($"{registry.Host}/iexec/evil:1", registry.Promised, Limits, CancellationToken.None));

        Assert.True(exception.Failure.DependsOnPlace, exception.Message);
    }

    [Fact]
    public async Task Images_are_kept_within_a_budget_and_the_least_recently_used_goes_first()
    {
        docker.SkipIfMissing();
        var runs = new List<AppRun>();
        foreach (var name in new[] { "one", "two", "three" })
        {
            runs.Add(await docker.RunOfAsync($"iexec/budget-{name}", $"LABEL name={name}", "true"));
            await docker.Docker.Images.RemoveAsync(runs[^1].Multiaddr, CancellationToken.None);
        }
        var size = (await docker.ImageAsync()).Size;
        using var executor = docker.ExecutorWith(docker.Settings with { ImagesBytes = 2 * size + size / 2 });
        foreach (var run in new[] { runs[0], runs[1], runs[0], runs[2] })
            await executor.RunAsync(run, new Stages(_ => { }), CancellationToken.None);

        var held = await Task.WhenAll(runs.Select(run => docker.Docker.Images.FindAsync(AppImages.Pinned(run.Multiaddr, run.Checksum), CancellationToken.None)));
        Assert.Equal([true, false, true], held.Select(image => image is not null));
        Assert.NotNull(await docker.ImageAsync());
    }

    [Fact]
    public async Task A_name_that_names_no_image_is_refused()
    {
        docker.SkipIfMissing();
        await FailsAsync(FailureKind.ImageNameInvalid, "https://example.com/app", docker.Checksum);
    }

    [Fact]
    public async Task An_image_that_cannot_be_had_is_the_result_of_the_run()
    {
        docker.SkipIfMissing();
        var run = docker.Run("true") with { Checksum = Keccak256.HashText("other") };
        var outcome = await docker.RunAsync(run);

        Assert.Equal(FailureKind.ImageMismatch, outcome.Failure?.Kind);
        Assert.Contains("error.txt", Archive.Texts(outcome.ArchivePath).Keys);
        Assert.Equal([RunStage.Pull], outcome.Timings.Select(timing => timing.Stage));
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_no_result()
    {
        using var nobody = new DockerClient(DockerEndpoint.Parse("unix:///nowhere/docker.sock"), TimeProvider.System);
        var exception = await Assert.ThrowsAsync<DockerException>(
            () => new AppImages(nobody, new DiskWatch(TimeProvider.System), TimeProvider.System).PullAsync("a/b:1", Bytes32.Zero, Limits, CancellationToken.None));

        Assert.Contains("No Docker Engine answers at unix:///nowhere/docker.sock", exception.Message, StringComparison.Ordinal);
    }

    private async Task<Bytes32> PublishAsync(LocalRegistry registry, string repository)
    {
        using var tar = new BuildContext().Add("Dockerfile", "FROM scratch\nLABEL held=yes\nCOPY file /\n"u8.ToArray()).Add("file", [1]).ToTar();
        await docker.Docker.Images.BuildAsync(tar, $"{registry.Host}/{repository}:1", CancellationToken.None);
        return Bytes32.Parse("0x" + (await docker.Docker.Images.PushAsync($"{registry.Host}/{repository}", "1", CancellationToken.None))["sha256:".Length..]);
    }

    private async Task<RunFailure> FailsAsync(FailureKind kind, string multiaddr, Bytes32 checksum, RunLimits? limits = null)
    {
        var exception = await Assert.ThrowsAsync<RunFailedException>(
            () => Images.PullAsync(multiaddr, checksum, limits ?? Limits, CancellationToken.None));
        Assert.Equal(kind, exception.Failure.Kind);
        return exception.Failure;
    }
}
