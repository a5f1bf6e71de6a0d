using Iexec.Docker;
using Xunit;

namespace Iexec.Worker.Tests.Docker;

public sealed class DockerEndpointTests
{
    [Theory]
    [InlineData("unix:///var/run/docker.sock")]
    [InlineData("tcp://127.0.0.1:2375")]
    [InlineData("tcp://[::1]:2375")]
    public void Addresses_of_sockets_and_hosts_are_read(string text) => Assert.Equal(text, DockerEndpoint.Parse(text).ToString());

    [Theory]
    [InlineData("docker.sock")]
    [InlineData("unix://")]
    [InlineData("tcp://127.0.0.1")]
    [InlineData("ssh://host")]
    [InlineData("npipe:////./pipe/docker")]
    public void Others_are_refused_with_what_is_expected(string text) =>
        Assert.Contains("unix:///", Assert.Throws<FormatException>(() => DockerEndpoint.Parse(text)).Message, StringComparison.Ordinal);
}
