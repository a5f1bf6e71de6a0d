using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Client;

/// <summary>What the chain and the schedulers say of deals and tasks.</summary>
/// <param name="client">The client.</param>
/// <param name="time">The clock.</param>
public sealed class History(IexecClient client, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan NodeLimit = TimeSpan.FromMinutes(5);
    private const int EndLooks = 15;

    /// <summary>A deal.</summary>
    /// <exception cref="UserException">There is none of that id.</exception>
    public async Task<Deal> DealAsync(DealId id, CancellationToken ct)
    {
        var deal = await client.Hub.ViewDealAsync(id, ct);
        return deal.Exists ? deal : throw new UserException($"there is no deal {id} on this chain");
    }

    /// <summary>A task; one whose deal is not given and that was never initialised is unknown to the chain.</summary>
    /// <exception cref="UserException">The chain does not know it.</exception>
    public async Task<ChainTask> TaskAsync(TaskId id, CancellationToken ct)
    {
        var task = await client.Hub.ViewTaskAsync(id, ct);
        return task.Status != ChainTaskStatus.Unset
            ? task
            : throw new UserException($"the chain knows no task {id} yet: its deal's scheduler has not initialised it, or the id is wrong");
    }

    /// <summary>What the scheduler knows of a task; null when it can not be asked.</summary>
    public async Task<TaskReport?> ReportAsync(Deal deal, TaskId task, CancellationToken ct)
    {
        try
        {
            return await time.WithinAsync(
                AnswerLimit,
                "the scheduler did not answer",
                async cancel => await (await client.SchedulerAsync(deal.Workerpool.Pointer, cancel)).TaskAsync(task, cancel),
                ct);
        }
        catch (Exception e) when (e is ApiException or UserException or TimeoutException or IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Follows a task until its status on chain is final: completed, or failed and refunded. A node that is away for a while is waited for.
    /// </summary>
    /// <param name="deal">Its deal.</param>
    /// <param name="id">The task.</param>
    /// <param name="progress">Told of each look at the scheduler's report.</param>
    /// <param name="ct">Stops.</param>
    public async Task<TaskOutcome> WatchAsync(DealId deal, TaskId id, IProgress<TaskReport>? progress, CancellationToken ct)
    {
        var known = await PatientlyAsync(() => DealAsync(deal, ct), ct);
        while (true)
        {
            var task = await PatientlyAsync(() => client.Hub.ViewTaskAsync(id, ct), ct);
            if (task.Status is ChainTaskStatus.Completed or ChainTaskStatus.Failed)
                return new(task, await EndReportAsync(known, id, progress, ct));
            if (await ReportAsync(known, id, ct) is { } report)
                progress?.Report(report);
            await Task.Delay(Pause, time, ct);
        }
    }

    /// <summary>The hub's events about a deal and one of its tasks, oldest first.</summary>
    public async Task<IReadOnlyList<HubEvent>> EventsAsync(Deal deal, TaskId task, CancellationToken ct)
    {
        var from = await FirstBlockAtAsync(deal.StartTime, ct);
        var logs = await client.Eth.GetLogsAsync(new LogFilter { From = from, Addresses = [client.Chain.Hub] }, ct);
        return [.. logs.Select(HubEvents.Decode).Where(e => Concerns(e, deal.Id, task)).Select(e => e!)];
    }

    /// <summary>A task's timeline with the times of the blocks.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(IEnumerable<HubEvent> events, CancellationToken ct)
    {
        var entries = new List<TimelineEntry>();
        // Of the money the ledger tells.
        foreach (var e in events.Where(e => e is OrdersMatched or TaskEvent))
        {
            var block = await client.Eth.GetBlockAsync(e.Log.BlockNumber, ct);
            entries.Add(new(DateTimeOffset.FromUnixTimeSeconds((long)block!.Timestamp), e.Sentence, e.Log.TransactionHash));
        }
        return entries;
    }

    /// <summary>What the app printed on each worker; for the task's requester.</summary>
    public async Task<IReadOnlyList<WorkerLogs>> LogsAsync(Deal deal, TaskId task, CancellationToken ct)
    {
        var pool = deal.Workerpool.Pointer;
        return await (await client.SchedulerAsync(pool, ct)).LogsAsync(task, client.SchedulerToken(pool), ct);
    }

    // The chain is ahead of the scheduler, whose last report may still tell what it was about to do.
    private async Task<TaskReport?> EndReportAsync(Deal deal, TaskId id, IProgress<TaskReport>? progress, CancellationToken ct)
    {
        for (var look = 0; look < EndLooks && await ReportAsync(deal, id, ct) is { } report; look++)
        {
            if (report.NextDeadline is null)
            {
                progress?.Report(report);
                return report;
            }
            await Task.Delay(Pause, time, ct);
        }
        return null;
    }

    private async Task<T> PatientlyAsync<T>(Func<Task<T>> read, CancellationToken ct)
    {
        var until = time.GetUtcNow() + NodeLimit;
        while (true)
        {
            try
            {
                return await read();
            }
            // A node that is behind does not know the deal yet.
            catch (Exception e) when (
                e is HttpRequestException or RpcException or TimeoutException or IOException or FormatException or UserException
                && time.GetUtcNow() < until)
            {
                await Task.Delay(Pause, time, ct);
            }
        }
    }

    private static bool Concerns(HubEvent? e, DealId deal, TaskId task) => e switch
    {
        OrdersMatched m => m.Deal == deal,
        TaskEvent t => t.Task == task,
        Rewarded r => r.Task == task,
        Seized s => s.Task == task,
        _ => false,
    };

    private async Task<ulong> FirstBlockAtAsync(ulong timestamp, CancellationToken ct)
    {
        var (low, high) = (0UL, await client.Eth.BlockNumberAsync(ct));
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if ((await client.Eth.GetBlockAsync(middle, ct))!.Timestamp < timestamp)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
