using Docker.DotNet.Models;
using Iexec.Docker;
using Iexec.Runtime;
using Iexec.Worker.Running;

namespace Iexec.Worker.Containers;

/// <summary>
/// A bridge network whose containers reach the internet but neither the host, nor each other, nor any private address.
/// The rules are put in place, and looked at, before every run; where they cannot be, there is no run.
/// </summary>
/// <param name="docker">The Engine.</param>
public sealed class OutboundNetwork(DockerClient docker)
{
    /// <summary>The network's name.</summary>
    public const string Name = "iexec-outbound";

    private const string Bridge = "iexec0";
    private const string Chain = "IEXEC-OUTBOUND";
    private const string BridgeOption = "com.docker.network.bridge.name";
    private const string IccOption = "com.docker.network.bridge.enable_icc";

    // Several workers of one process share the network.
    private static readonly SemaphoreSlim One = new(1);

    /// <summary>Makes sure that the network and its rules are there.</summary>
    /// <exception cref="ExecutorException">They cannot be put in place.</exception>
    public async Task EnsureAsync(CancellationToken ct)
    {
        await One.WaitAsync(ct);
        try
        {
            await EnsureNetworkAsync(ct);
            await EnsureRulesAsync(ct);
        }
        catch (IOException exception)
        {
            throw new ExecutorException($"No outbound network without its firewall rules: {exception.Message}", exception);
        }
        finally
        {
            One.Release();
        }
    }

    private async Task EnsureNetworkAsync(CancellationToken ct)
    {
        if (await docker.Networks.FindAsync(Name, ct) is null)
            await docker.Networks.CreateBridgeAsync(
                Name,
                new Dictionary<string, string> { [BridgeOption] = Bridge, [IccOption] = "false" },
                ct);
        var network = await docker.Networks.FindAsync(Name, ct);
        if (network is not { Driver: "bridge", EnableIPv6: false }
            || OptionOf(network, BridgeOption) != Bridge
            || OptionOf(network, IccOption) != "false")
            throw new IOException($"a Docker network '{Name}' with other settings exists; remove it.");
    }

    private static string? OptionOf(NetworkResponse network, string name) => network.Options?.TryGetValue(name, out var value) == true ? value : null;

    private static async Task EnsureRulesAsync(CancellationToken ct)
    {
        // One atomic call makes or refills the chain, so that no packet meets it half full.
        var drops = PublicAddresses.PrivateV4.Select(range => $"-A {Chain} -d {range} -j DROP");
        var rules = string.Join('\n', ["*filter", $":{Chain} - [0:0]", .. drops, $"-A {Chain} -j RETURN", "COMMIT", ""]);
        await SucceedAsync("iptables-restore", ["--noflush", "--wait"], rules, ct);
        await EnsureFirstAsync("iptables", "DOCKER-USER", Chain, ct);
        // What is addressed to the host itself is not forwarded.
        await EnsureFirstAsync("iptables", "INPUT", "DROP", ct);
        if (File.Exists("/proc/net/if_inet6"))
        {
            await EnsureFirstAsync("ip6tables", "INPUT", "DROP", ct);
            await EnsureFirstAsync("ip6tables", "FORWARD", "DROP", ct);
        }
    }

    private static async Task EnsureFirstAsync(string program, string chain, string target, CancellationToken ct)
    {
        string[] rule = ["-i", Bridge, "-j", target];
        var (found, _) = await HostCommand.RunAsync(program, ["--wait", "-C", chain, .. rule], null, ct);
        if (found != 0)
            await SucceedAsync(program, ["--wait", "-I", chain, "1", .. rule], null, ct);
    }

    private static async Task SucceedAsync(string program, string[] arguments, string? input, CancellationToken ct)
    {
        var (exitCode, output) = await HostCommand.RunAsync(program, arguments, input, ct);
        if (exitCode != 0)
            throw new IOException($"'{program} {string.Join(' ', arguments)}' failed: {output.Trim()}");
    }
}
