using Iexec.Ethereum;
using Iexec.Testing;
using Iexec.Worker.Engine;
using Iexec.Worker.Images;
using Iexec.Worker.Running;
using Xunit;

namespace Iexec.Worker.Tests.Images;

[Collection(DockerCollection.Name)]
[Trait("Category", "Integration")]
public sealed class AppImagesTests(DockerFixture docker)
{
    private static readonly RunLimits Limits = new() { WallTime = TimeSpan.FromSeconds(60), PullTime = TimeSpan.FromSeconds(60) };

    private AppImages Images => new(docker.Docker, TimeProvider.System);

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
        var outcome = await docker.Runner.RunAsync(run, null, CancellationToken.None);

        Assert.Equal(FailureKind.ImageMismatch, outcome.Failure?.Kind);
        Assert.Contains("error.txt", Archive.Texts(outcome.ArchivePath).Keys);
        Assert.Equal(["pull"], outcome.Timings.Select(timing => timing.Stage));
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_no_result()
    {
        using var nobody = new DockerClient(DockerEndpoint.Parse("unix:///nowhere/docker.sock"), TimeProvider.System);
        var exception = await Assert.ThrowsAsync<DockerException>(
            () => new AppImages(nobody, TimeProvider.System).PullAsync("a/b:1", Bytes32.Zero, Limits, CancellationToken.None));

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
