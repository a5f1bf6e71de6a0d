using System.CommandLine;
using Iexec.Client;
using Iexec.Devnet;
using Iexec.Devnet.Processes;
using Iexec.Hosting;

namespace Iexec.Cli;

/// <summary><c>iexec up</c>: a whole network on this machine, until Ctrl-C.</summary>
internal static class UpCommand
{
    private static readonly Option<int> Workers = new("--workers") { Description = "how many workers join the pool", DefaultValueFactory = _ => 3 };

    public static Command Create() => new Command("up", "start a network of your own on this machine").Does(
        async (context, ct) =>
        {
            await using var network = await DevNetwork.StartAsync(
                new() { Workers = context.Get(Workers) }, new StepProgress(context), ServiceSurroundings.Real, ct);
            context.Table(network.Info, "The network is up; Ctrl-C stops it", Addresses(network.Info));
            await WaitAsync(network, ct);
        },
        Workers);

    /// <summary>The addresses of everything.</summary>
    public static IEnumerable<(string, string)> Addresses(DevnetInfo info) =>
    [
        ("chain", $"{info.Chain.Host} (id {info.Chain.Id})"),
        ("hub", info.Chain.Hub.ToString()),
        ("market", $"{info.Chain.IexecGateway}"),
        ("results", info.Results.ToString()),
        ("scheduler", info.Scheduler.ToString()),
        ("faucet", info.Faucet.ToString()),
        ("image registry", info.Registry.ToString()),
        ("workerpool", info.Workerpool.ToString()),
        ("app vanity", $"{info.App} ({info.Image})"),
        .. info.Workers.Select((w, i) => ($"worker {i + 1}", w.ToString())),
        ("state and logs", StateFolder.DefaultPath),
    ];

    /// <summary>Waits for Ctrl-C, which ends it well, or for the end of one of the network's processes.</summary>
    /// <exception cref="UserException">A process ended by itself.</exception>
    public static async Task WaitAsync(DevNetwork network, CancellationToken ct)
    {
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, ct);
        if (await Task.WhenAny(stopped, network.Crashed) == network.Crashed)
            throw new UserException($"the network is down: {await network.Crashed}");
        Console.Error.WriteLine("stopping");
    }
}
