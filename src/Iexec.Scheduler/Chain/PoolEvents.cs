using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Chain;

/// <summary>Keeps the pool's deals and the timeline of its tasks as the chain tells them, and hints which tasks to look at.</summary>
internal sealed class PoolEvents(SchedulerSettings settings, TaskQueue queue) : IChainHandler<SchedulerDb>
{
    private readonly HashSet<TaskId> _touched = [];

    /// <summary>Hints at the tasks of the blocks handled since the last time; for after their commit, or the hint would come too early.</summary>
    public void Tell()
    {
        foreach (var task in _touched)
            queue.Touch(task);
        _touched.Clear();
    }

    public async Task ApplyAsync(SchedulerDb db, IReadOnlyList<Log> logs, Block upTo, CancellationToken ct)
    {
        foreach (var log in logs.Where(l => l.Address == settings.Hub))
        {
            switch (HubEvents.Decode(log))
            {
                case SchedulerNotice notice when notice.Workerpool == settings.Workerpool:
                    await AddDealAsync(db, notice, ct);
                    break;
                case TaskEvent task when task is TaskInitialized opened ? opened.Workerpool == settings.Workerpool : await IsOursAsync(db, task.Task, ct):
                    db.Timeline.Add(Entry(task, upTo));
                    _touched.Add(task.Task);
                    break;
            }
        }
    }

    public async Task RollbackAsync(SchedulerDb db, ulong fromBlock, CancellationToken ct)
    {
        var from = (long)fromBlock;
        var touched = await db.Timeline.Where(e => e.Block >= from).Select(e => e.Task).Distinct().ToListAsync(ct);
        await db.Timeline.Where(e => e.Block >= from).ExecuteDeleteAsync(ct);
        var deals = await db.Deals.Where(d => d.Block >= from).Select(d => d.Id).ToListAsync(ct);
        foreach (var task in await db.Tasks.Where(t => deals.Contains(t.Deal)).ToListAsync(ct))
        {
            await db.Replicates.Where(r => r.Task == task.Id).ExecuteDeleteAsync(ct);
            await db.Timeline.Where(e => e.Task == task.Id).ExecuteDeleteAsync(ct);
            db.Tasks.Remove(task);
            queue.Forget(task.Id);
        }
        await db.Deals.Where(d => d.Block >= from).ExecuteDeleteAsync(ct);
        // What was over may not be any more.
        await db.Tasks.Where(t => touched.Contains(t.Id)).ExecuteUpdateAsync(set => set.SetProperty(t => t.IsFinal, false), ct);
        _touched.UnionWith(touched);
    }

    private static async Task AddDealAsync(SchedulerDb db, SchedulerNotice notice, CancellationToken ct)
    {
        if (await db.Deals.FindAsync([notice.Deal], ct) is null)
            db.Deals.Add(new() { Id = notice.Deal, Block = (long)notice.Log.BlockNumber, Transaction = notice.Log.TransactionHash });
    }

    // The hub's other events do not name the pool; those of its tasks follow their opening.
    private static async Task<bool> IsOursAsync(SchedulerDb db, TaskId task, CancellationToken ct) =>
        db.Timeline.Local.Any(e => e.Task == task) || await db.Timeline.AnyAsync(e => e.Task == task, ct);

    private static TimelineRow Entry(TaskEvent task, Block upTo) => new()
    {
        Task = task.Task,
        Time = task.Log.BlockNumber == upTo.Number ? DateTimeOffset.FromUnixTimeSeconds((long)upTo.Timestamp) : null,
        What = task.Sentence,
        Transaction = task.Log.TransactionHash,
        Block = (long)task.Log.BlockNumber,
        LogIndex = task.Log.LogIndex,
    };
}
