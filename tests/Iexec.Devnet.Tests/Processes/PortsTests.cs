using System.Net;
using System.Net.Sockets;
using Iexec.Devnet.Processes;
using Xunit;

namespace Iexec.Devnet.Tests.Processes;

public sealed class PortsTests
{
    [Fact]
    public void A_wanted_port_that_is_taken_is_refused_with_the_name_of_who_has_it()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        var port = ((IPEndPoint)stranger.LocalEndpoint).Port;

        var refusal = Assert.Throws<DevnetException>(() => Ports.Choose("the chain", port, usual: port));

        Assert.Contains($"Port {port}, wanted for the chain, is taken by", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_taken_on_every_interface_is_taken()
    {
        using var stranger = new TcpListener(IPAddress.Any, 0);
        stranger.Start();

        Assert.False(Ports.IsFree(((IPEndPoint)stranger.LocalEndpoint).Port));
    }

    [Fact]
    public void The_usual_port_is_left_to_who_has_it()
    {
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        var usual = ((IPEndPoint)stranger.LocalEndpoint).Port;

        var chosen = Ports.Choose("the chain", wanted: null, usual);

        Assert.NotEqual(usual, chosen);
        Assert.True(Ports.IsFree(chosen));
    }
}
