using System.IO.Compression;
using Iexec.Api;
using Iexec.Client;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Devnet.Tests.Network;

/// <summary>A task that was bought.</summary>
internal sealed record Purchase(NetworkFixture Network, WalletSession Requester, Deal Deal, Balances Before)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public IexecClient Client => Requester.Client;

    public TaskId Task { get; } = Deal.TaskIds().Single();

    /// <summary>Waits until the scheduler's report satisfies a condition.</summary>
    public async Task<TaskReport> ReportAsync(Func<TaskReport, bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        TaskReport? last = null;
        try
        {
            while (true)
            {
                if (await Client.History.ReportAsync(Deal, Task, limit.Token) is { } report && condition(last = report))
                    return report;
                await System.Threading.Tasks.Task.Delay(100, limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"the task is still {last?.State}: {last?.Reason}");
        }
    }

    /// <summary>Waits for the task's end, on chain and at the scheduler; and checks that no money appeared or vanished.</summary>
    public async Task<Ending> EndAsync()
    {
        var report = await ReportAsync(r => r.NextDeadline is null);
        using var limit = new CancellationTokenSource(Limit);
        var task = await Client.History.TaskAsync(Task, limit.Token);
        var events = await Client.History.EventsAsync(Deal, Task, limit.Token);
        var ledger = LedgerLine.Of(Task, events);
        var timeline = await Client.History.TimelineAsync(events, limit.Token);
        var after = await Network.BalancesAsync();
        Assert.Equal(task.Status.ToString(), report.State.ToString());
        after.AssertMovedFrom(Before, ledger);
        return new(this, task, report, timeline, ledger);
    }
}

/// <summary>How a task ended.</summary>
internal sealed record Ending(
    Purchase Purchase, ChainTask Task, TaskReport Report, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<LedgerLine> Ledger)
{
    /// <summary>What someone earned or, if negative, paid.</summary>
    public long NetOf(Ethereum.Address owner) => Ledger.SingleOrDefault(l => l.Owner == owner)?.Net ?? 0;

    /// <summary>Downloads the result, which checks its digest, and gives the text of a file in it.</summary>
    public async Task<string> ResultAsync(string name)
    {
        var path = Path.Combine(Purchase.Network.Folder, $"{Guid.NewGuid():N}.zip");
        await Purchase.Client.Results.DownloadAsync(Task.Id, path, CancellationToken.None);
        await using var zip = await ZipFile.OpenReadAsync(path);
        var entry = zip.GetEntry(name);
        Assert.True(entry is not null, $"the result has no {name}, but {string.Join(", ", zip.Entries.Select(e => e.FullName))}");
        using var reader = new StreamReader(await entry.OpenAsync());
        return await reader.ReadToEndAsync();
    }

    /// <summary>What the app printed on each worker, as its requester gets it.</summary>
    public Task<IReadOnlyList<WorkerLogs>> LogsAsync() => Purchase.Client.History.LogsAsync(Purchase.Deal, Task.Id, CancellationToken.None);
}
