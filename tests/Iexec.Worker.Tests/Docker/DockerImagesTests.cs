using Iexec.Docker;
using Xunit;

namespace Iexec.Worker.Tests.Docker;

[Collection(DockerCollection.Name)]
[Trait("Category", "Integration")]
public sealed class DockerImagesTests(DockerFixture docker)
{
    [Fact]
    public async Task The_engine_says_who_it_is()
    {
        docker.SkipIfMissing();
        Assert.Equal("linux", (await docker.Docker.VersionAsync(CancellationToken.None)).Os);
    }

    [Fact]
    public async Task A_push_gives_the_digest_that_the_registry_serves()
    {
        docker.SkipIfMissing();
        Assert.Equal(
            $"sha256:{Convert.ToHexStringLower(docker.Checksum.ToBytes())}",
            await docker.Docker.Images.RegistryDigestAsync(docker.Multiaddr, CancellationToken.None));
    }

    [Fact]
    public async Task A_build_that_fails_tells_its_output()
    {
        docker.SkipIfMissing();
        using var tar = new BuildContext()
            .Add("Dockerfile", "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"sh\", \"-c\", \"echo the reason; exit 7\"]\n"u8.ToArray())
            .Add("busybox", await File.ReadAllBytesAsync("/bin/busybox"), executable: true)
            .ToTar();
        var exception = await Assert.ThrowsAsync<DockerException>(
            () => docker.Docker.Images.BuildAsync(tar, "iexec-test/broken:1", CancellationToken.None));

        Assert.Contains("the reason", exception.Message, StringComparison.Ordinal);
        Assert.Contains("7", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_to_a_registry_that_is_down_fails()
    {
        docker.SkipIfMissing();
        await Assert.ThrowsAsync<DockerException>(() => docker.Docker.Images.PushAsync("127.0.0.1:1/iexec/none", "1", CancellationToken.None));
    }

    [Fact]
    public void Equal_files_give_equal_build_contexts()
    {
        var directory = Directory.CreateTempSubdirectory("iexec-context-");
        try
        {
            File.WriteAllText(Path.Combine(directory.FullName, "b"), "b");
            File.WriteAllText(Path.Combine(directory.CreateSubdirectory("a").FullName, "c"), "c");
            var one = new BuildContext().AddDirectory(directory.FullName).ToTar().ToArray();
            File.SetLastWriteTimeUtc(Path.Combine(directory.FullName, "b"), DateTime.UnixEpoch);
            Assert.Equal(one, new BuildContext().Add("b", "b"u8.ToArray()).Add("a/c", "c"u8.ToArray()).ToTar().ToArray());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
