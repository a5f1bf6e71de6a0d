using Iexec.Worker.Containers;
using Xunit;

namespace Iexec.Worker.Tests.Containers;

public sealed class ImageNameTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("127.0.0.1:5000/iexec/vanity:1.0", "127.0.0.1:5000/iexec/vanity", "1.0", null)]
    [InlineData("docker.io/x/y:tag", "docker.io/x/y", "tag", null)]
    [InlineData("registry.hub.docker.com/iexechub/vanityeth:1.1.1", "registry.hub.docker.com/iexechub/vanityeth", "1.1.1", null)]
    [InlineData("busybox", "busybox", "latest", null)]
    [InlineData("localhost:5000/app", "localhost:5000/app", "latest", null)]
    [InlineData("a/b-c__d.e/f:Tag_1@" + Digest, "a/b-c__d.e/f", "Tag_1", Digest)]
    [InlineData("a/b@" + Digest, "a/b", "latest", Digest)]
    public void Names_as_docker_writes_them_are_read(string text, string repository, string tag, string? digest) =>
        Assert.Equal(new ImageName(repository, tag, digest), ImageName.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(" a/b")]
    [InlineData("a/b\n")]
    [InlineData("https://example.com/a")]
    [InlineData("a/../../containers/json")]
    [InlineData("a/..")]
    [InlineData("A/B:1:2")]
    [InlineData("a/Upper")]
    [InlineData("a/b?x=1")]
    [InlineData("a/b#c")]
    [InlineData("a//b")]
    [InlineData("a/b@sha256:12")]
    [InlineData("a/b%2e%2e/c")]
    public void Other_texts_are_refused(string text) => Assert.Throws<FormatException>(() => ImageName.Parse(text));

    [Fact]
    public void Long_texts_are_refused() => Assert.Throws<FormatException>(() => ImageName.Parse(new string('a', 100_000)));
}
