using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Docker.DotNet.Models;
using Iexec.Worker.Containers;
using Iexec.Worker.Running;
using Xunit;

namespace Iexec.Worker.Tests.Containers;

/// <summary>
/// A network namespace of this machine stands for the world: it has a public, a private and a link-local address, and listens on
/// all of them.
/// </summary>
[Collection(DockerCollection.Name)]
[Trait("Category", "Integration")]
public sealed class OutboundTests(DockerFixture docker) : IAsyncLifetime
{
    private const string Space = "iexec-test-net";
    private const string Public = "93.184.216.34";
    private const string Private = "10.213.77.2";
    private const string HostPublic = "93.184.216.33";
    private const string HostPrivate = "10.213.77.1";
    private const string LinkLocal = "169.254.77.2";
    private const string Plain = "iexec-test-plain";
    private const string Port = "8099";
    private Process? _world;
    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        if (docker.MissingReason is not null)
            return;
        if (Environment.UserName != "root" || !File.Exists("/usr/sbin/ip") || !File.Exists("/usr/sbin/iptables"))
        {
            _missing = "needs root, iproute2 and iptables";
            return;
        }
        try
        {
            await IpAsync($"netns add {Space}");
            await IpAsync($"link add iexec-test type veth peer name world netns {Space}");
            await IpAsync($"addr add {HostPublic}/30 dev iexec-test");
            await IpAsync($"addr add {HostPrivate}/30 dev iexec-test");
            await IpAsync("addr add 169.254.77.1/30 dev iexec-test");
            await IpAsync("link set iexec-test up");
            await IpAsync($"-n {Space} addr add {Public}/30 dev world");
            await IpAsync($"-n {Space} addr add {Private}/30 dev world");
            await IpAsync($"-n {Space} addr add {LinkLocal}/30 dev world");
            await IpAsync($"-n {Space} link set world up");
            await IpAsync($"-n {Space} route add default via {HostPublic}");
        }
        catch (IOException exception)
        {
            _missing = $"needs network namespaces: {exception.Message}";
            return;
        }
        _world = Process.Start("/usr/sbin/ip", ["netns", "exec", Space, "/bin/busybox", "httpd", "-f", "-p", Port]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_world is not null)
        {
            _world.Kill();
            await _world.WaitForExitAsync();
            _world.Dispose();
        }
        if (docker.MissingReason is not null || _missing is not null)
            return;
        await IpAsync("link del iexec-test");
        await IpAsync($"netns del {Space}");
        await docker.Docker.Networks.RemoveAsync(OutboundNetwork.Name, CancellationToken.None);
        await docker.Docker.Networks.RemoveAsync(Plain, CancellationToken.None);
    }

    [Fact]
    public async Task The_internet_is_reached_but_neither_private_addresses_nor_the_host()
    {
        SkipIfMissing();
        using var host = new TcpListener(IPAddress.Any, 0);
        host.Start();
        var port = ((IPEndPoint)host.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        (string Address, string Port)[] targets =
            [(Public, Port), (Private, Port), (LinkLocal, Port), (HostPrivate, port), (HostPublic, port), ("$(ip route | sed -n 's/default via \\([0-9.]*\\).*/\\1/p')", port)];
        var script = string.Concat(targets.Select((target, index) =>
            $"nc -w 2 {target.Address} {target.Port} -e true </dev/null >/dev/null 2>&1 && echo {index}; ")) + "true";

        // The same addresses are reached from a network without the rules, so it is the rules that keep the app from them.
        Assert.Equal("0\n1\n2\n3\n4\n5\n", await OnPlainBridgeAsync(script));
        var outcome = await docker.RunAsync(docker.Run(script) with { Network = NetworkPolicy.Outbound });
        Assert.Equal("0\n", outcome.Logs.Stdout);
    }

    [Fact]
    public async Task Rules_that_were_lost_are_put_back_before_the_next_run()
    {
        SkipIfMissing();
        var run = docker.Run($"nc -w 2 {Private} {Port} -e true </dev/null >/dev/null 2>&1 && echo reached; true") with { Network = NetworkPolicy.Outbound };
        await docker.RunAsync(run);
        await HostAsync("iptables", "-D DOCKER-USER -i iexec0 -j IEXEC-OUTBOUND");
        await HostAsync("iptables", "-F IEXEC-OUTBOUND");
        var outcome = await docker.RunAsync(run);

        Assert.Equal("", outcome.Logs.Stdout);
        // Once more changes nothing: one jump, not three.
        var (_, rules) = await HostCommand.RunAsync("iptables", ["-S", "DOCKER-USER"], null, CancellationToken.None);
        Assert.Single(rules.Split('\n'), line => line.Contains("IEXEC-OUTBOUND", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_network_with_other_settings_is_never_used()
    {
        SkipIfMissing();
        await docker.Docker.Networks.RemoveAsync(OutboundNetwork.Name, CancellationToken.None);
        await docker.Docker.Networks.CreateBridgeAsync(OutboundNetwork.Name, new Dictionary<string, string>(), CancellationToken.None);
        var exception = await Assert.ThrowsAsync<ExecutorException>(
            () => docker.RunAsync(docker.Run("true") with { Network = NetworkPolicy.Outbound }));

        Assert.Contains("other settings", exception.Message, StringComparison.Ordinal);
    }

    private void SkipIfMissing()
    {
        docker.SkipIfMissing();
        Assert.SkipWhen(_missing is not null, _missing ?? "");
    }

    private async Task<string> OnPlainBridgeAsync(string script)
    {
        await docker.Docker.Networks.CreateBridgeAsync(Plain, new Dictionary<string, string>(), CancellationToken.None);
        var containers = docker.Docker.Containers;
        var image = await docker.ImageAsync();
        var id = await containers.CreateAsync(
            new CreateContainerParameters { Image = image.ID, Cmd = [script], HostConfig = new() { NetworkMode = Plain } }, CancellationToken.None);
        try
        {
            using var output = await containers.AttachAsync(id, CancellationToken.None);
            await containers.StartAsync(id, CancellationToken.None);
            await output.FollowAsync(CancellationToken.None);
            return output.Stdout;
        }
        finally
        {
            await containers.RemoveAsync(id, CancellationToken.None);
        }
    }

    private static Task IpAsync(string arguments) => HostAsync("ip", arguments);

    private static async Task HostAsync(string program, string arguments)
    {
        var (exitCode, output) = await HostCommand.RunAsync(program, arguments.Split(' '), null, CancellationToken.None);
        if (exitCode != 0)
            throw new IOException($"{program} {arguments}: {output.Trim()}");
    }
}
