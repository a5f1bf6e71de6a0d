using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>What the chain and the schedulers say of deals and tasks.</summary>
/// <param name="client">The client.</param>
/// <param name="time">The clock.</param>
public sealed class History(IexecClient client, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

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
            return await (await client.SchedulerAsync(deal.Workerpool.Pointer, ct)).TaskAsync(task, ct);
        }
        catch (Exception e) when (e is ApiException or UserException)
        {
            return null;
        }
    }

    /// <summary>Follows a task until its status on chain is final: completed, or failed and refunded.</summary>
    /// <param name="deal">Its deal.</param>
    /// <param name="id">The task.</param>
    /// <param name="progress">Told of each change of the scheduler's report.</param>
    /// <param name="ct">Stops.</param>
    public async Task<ChainTask> WatchAsync(Deal deal, TaskId id, IProgress<TaskReport>? progress, CancellationToken ct)
    {
        while (true)
        {
            if (await ReportAsync(deal, id, ct) is { } report)
                progress?.Report(report);
            var task = await client.Hub.ViewTaskAsync(id, ct);
            if (task.Status is ChainTaskStatus.Completed or ChainTaskStatus.Failed)
                return task;
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
        foreach (var e in events)
        {
            if (Describe(e) is not { } what)
                continue;
            var block = await client.Eth.GetBlockAsync(e.Log.BlockNumber, ct);
            entries.Add(new(DateTimeOffset.FromUnixTimeSeconds((long)block!.Timestamp), what, e.Log.TransactionHash));
        }
        return entries;
    }

    /// <summary>What the app printed on each worker; for the task's requester.</summary>
    public async Task<IReadOnlyList<WorkerLogs>> LogsAsync(Deal deal, TaskId task, CancellationToken ct)
    {
        var pool = deal.Workerpool.Pointer;
        var scheduler = await client.SchedulerAsync(pool, ct);
        return await scheduler.LogsAsync(task, client.SchedulerToken(pool, scheduler.Url), ct);
    }

    private static bool Concerns(HubEvent? e, DealId deal, TaskId task) => e switch
    {
        OrdersMatched m => m.Deal == deal,
        TaskEvent t => t.Task == task,
        Rewarded r => r.Task == task,
        Seized s => s.Task == task,
        _ => false,
    };

    private static string? Describe(HubEvent e) => e switch
    {
        OrdersMatched m => $"orders matched: a deal of {m.Volume} task(s), the money locked",
        TaskInitialized => "task initialised",
        TaskContributed c => $"{c.Worker} contributed",
        TaskConsensus => "consensus reached",
        TaskRevealed r => $"{r.Worker} revealed",
        TaskReopened => "nobody revealed: contributions are taken again",
        TaskFinalized => "finalised: result published, everyone paid",
        TaskClaimed => "claimed after the final deadline: refunded",
        _ => null,
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
