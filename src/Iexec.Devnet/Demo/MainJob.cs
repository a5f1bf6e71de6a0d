using System.IO.Compression;
using Iexec.Api;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Devnet;

/// <summary>What the main job led to.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Task">Its task, at its end on chain.</param>
/// <param name="Requester">Who bought it.</param>
/// <param name="Workers">How many workers' contributions were proved.</param>
/// <param name="ResultFile">The result, checked; null if there is none.</param>
/// <param name="Answer">What the app found.</param>
/// <param name="Timeline">What happened, with transactions.</param>
/// <param name="Ledger">Who paid and earned what.</param>
public sealed record MainJobOutcome(
    Deal Deal,
    ChainTask Task,
    Address Requester,
    int Workers,
    string? ResultFile,
    string? Answer,
    IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<LedgerLine> Ledger);

/// <summary>
/// The demonstration: a requester gets money, deposits, buys a run of the sample app that two workers must agree on, waits, downloads
/// the result and checks it. It uses the network as any user does.
/// </summary>
/// <param name="network">Where the network is.</param>
/// <param name="folder">Where the requester's outbox and the result go.</param>
/// <param name="progress">Told of each step.</param>
/// <param name="surroundings">What comes from outside.</param>
public sealed class MainJob(DevnetInfo network, string folder, IProgress<string> progress, Surroundings surroundings)
{
    private const string Prefix = "c0de";

    /// <summary>Runs it.</summary>
    /// <exception cref="UserException">The network refused something; the message says what.</exception>
    public async Task<MainJobOutcome> RunAsync(CancellationToken ct)
    {
        using var http = surroundings.CreateHttp(HttpBounds.Message with { Time = TimeSpan.FromMinutes(2) });
        await using var wallet = await WalletSession.OpenAsync(network.Chain, surroundings, PrivateKey.Create(), folder, ct);
        var client = wallet.Client;
        var run = await BuyAsync(http, client, ct);
        var id = run.Task;
        progress.Report($"deal {run.Deal}: the money is locked; task {id}");
        var last = "";
        var (task, _) = await run.WatchAsync(id, new Told(report =>
        {
            var now = $"{report.State}: {report.Reason}";
            if (now != last)
                progress.Report(last = now);
        }), ct);
        var deal = await client.History.DealAsync(run.Deal, ct);
        var events = await client.History.EventsAsync(deal, id, ct);
        var file = task.Status == ChainTaskStatus.Completed ? await run.DownloadAsync(id, folder, ct) : null;
        if (file is not null)
            progress.Report($"result downloaded; its digest is the one on chain: {task.ResultDigest}");
        return new(
            deal,
            task,
            wallet.Address,
            events.OfType<TaskRevealed>().Count(),
            file,
            file is null ? null : await ReadAnswerAsync(file, ct),
            await client.History.TimelineAsync(events, ct),
            LedgerLine.Of(id, events));
    }

    private async Task<Run> BuyAsync(HttpClient http, IexecClient client, CancellationToken ct)
    {
        var faucet = new FaucetClient(http, network.Faucet);
        var requester = client.Key.Address;
        var ether = await faucet.GetEthAsync(requester, ct);
        var rlc = await faucet.GetRlcAsync(requester, ct);
        progress.Report($"requester {requester} got {ether.Amount} and {rlc.Amount} from the faucet");
        await client.Accounts.DepositAsync(Rlc.Parse("10 RLC"), ct);
        var request = new RunRequest(network.App, Rlc.Parse("1 RLC"))
        {
            Workerpool = network.Workerpool,
            Trust = 3,
            Params = new DealParams { Args = $"--prefix {Prefix}" }.ToText(),
        };
        await OfferedAsync(client, request, ct);
        var quote = await client.Runs.QuoteAsync(request, ct);
        progress.Report($"asks for an address that begins with 0x{Prefix}, trust 3: {quote.Price} a task");
        return await client.Runs.BuyAsync(quote, ct);
    }

    // A scheduler publishes its order when it is up; a requester who is there first looks again.
    private async Task OfferedAsync(IexecClient client, RunRequest request, CancellationToken ct)
    {
        var order = request.ToOrder(client.Key.Address);
        for (var left = 60; left > 0 && (await client.Orders.ExplainAsync(order, ct)).Candidates.Count == 0; left--)
            await Task.Delay(TimeSpan.FromMilliseconds(500), surroundings.Time, ct);
    }

    private static async Task<string?> ReadAnswerAsync(string file, CancellationToken ct)
    {
        await using var zip = await ZipFile.OpenReadAsync(file, ct);
        var entry = zip.GetEntry("result.json") ?? zip.GetEntry("error.txt");
        if (entry is null)
            return null;
        using var reader = new StreamReader(await entry.OpenAsync(ct));
        return (await reader.ReadToEndAsync(ct)).Trim();
    }

    private sealed class Told(Action<TaskReport> action) : IProgress<TaskReport>
    {
        public void Report(TaskReport value) => action(value);
    }
}
