using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Chain;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Tasks;

/// <summary>
/// Reads new deals from the chain and writes down their tasks: of each deal few at a time, and no more before these are opened on chain, so
/// that a large one neither fills the database nor keeps the wallet from opening another's. Reads the times of blocks that the timeline
/// lacks.
/// </summary>
internal sealed class DealOpener(
    IDbContextFactory<SchedulerDb> databases, DealReader deals, EthClient eth, Ledger ledger, TaskQueue queue, SchedulerTroubles troubles)
{
    private const int AtOnce = 4;
    private const int MostDealsPerRound = 1000;
    private const int MostBlocksPerRound = 100;
    private const int MostInitializing = 100;
    private const int MostOpen = 10_000;

    /// <summary>Raised after a deal was read. A hint: must be quick.</summary>
    public event Action? Opened;

    /// <summary>One round over all that is new.</summary>
    /// <returns>Whether all that can be done now is done.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var waiting = await db.Deals.AsNoTracking().Where(d => !d.IsOpened).OrderBy(d => d.Block).ToListAsync(ct);
        var due = waiting.Where(d => troubles.Deals.IsDue(d.Id)).Take(MostDealsPerRound).ToList();
        var progress = 0;
        await SideBySide.ForEachAsync(due, AtOnce, async (deal, cancel) =>
        {
            if (await TryAsync(troubles.Deals, deal.Id, () => OpenAsync(deal, cancel), cancel))
                Interlocked.Increment(ref progress);
        }, ct);
        var blocks = await db.Timeline.Where(e => e.Time == null).Select(e => e.Block!.Value).Distinct().ToListAsync(ct);
        await SideBySide.ForEachAsync(
            blocks.Where(troubles.Blocks.IsDue).Take(MostBlocksPerRound),
            AtOnce,
            (block, cancel) => TryAsync(troubles.Blocks, block, () => WriteTimeAsync(block, cancel), cancel),
            ct);
        return progress == 0;
    }

    // Whether it went well and did something.
    private static async Task<bool> TryAsync<TKey>(Troubles<TKey> troubles, TKey item, Func<Task<bool>> act, CancellationToken ct)
        where TKey : notnull
    {
        try
        {
            var hasDone = await act();
            troubles.Over(item);
            return hasDone;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            troubles.Failed(item, e.Message);
            return false;
        }
    }

    private async Task<bool> OpenAsync(DealRow row, CancellationToken ct)
    {
        if (row.Opened == 0)
            deals.Forget(row.Id);
        // A deal that a reorg took away is forgotten by the follower, or comes back.
        if (await deals.FindAsync(row.Id, ct) is not var (deal, timeRef) || await TimeAsync(row.Block, ct) is not { } time)
            return false;
        var tasks = await ledger.WriteAsync(db => AddTasksAsync(db, deal, timeRef, time, ct), ct);
        tasks.ForEach(queue.Touch);
        if (row.Opened == 0 && tasks.Count > 0)
            Opened?.Invoke();
        return tasks.Count > 0;
    }

    private static async Task<List<TaskId>> AddTasksAsync(
        SchedulerDb db, Deal deal, ulong timeRef, DateTimeOffset time, CancellationToken ct)
    {
        var added = new List<TaskId>();
        if (await db.Deals.FindAsync([deal.Id], ct) is not { IsOpened: false } row)
            return added;
        var open = db.Tasks.Where(t => t.Deal == deal.Id && !t.IsFinal);
        var room = Math.Min(
            MostInitializing - await open.CountAsync(t => t.State == TaskState.Initializing, ct), MostOpen - await open.CountAsync(ct));
        for (row.Size = deal.BotSize; added.Count < room && row.Opened < deal.BotSize; row.Opened++)
        {
            var index = deal.BotFirst + row.Opened;
            var task = TaskId.Of(deal.Id, index);
            db.Tasks.Add(new()
            {
                Id = task,
                Deal = deal.Id,
                Index = (long)index,
                Requester = deal.Requester,
                TimeRef = (long)timeRef,
                WorkerStake = deal.WorkerStake,
                State = TaskState.Initializing,
                Reason = "its deal was just made",
                NextDeadline = BlockTimes.Of(deal.StartTime + PocoConstants.ContributionDeadlineRatio * (UInt128)timeRef),
            });
            db.Timeline.Add(new()
            {
                Task = task, Time = time, What = "deal made", Transaction = row.Transaction, Block = row.Block, LogIndex = -1,
            });
            added.Add(task);
        }
        row.IsOpened = row.Opened == deal.BotSize;
        await db.SaveChangesAsync(ct);
        return added;
    }

    private async Task<bool> WriteTimeAsync(long block, CancellationToken ct)
    {
        if (await TimeAsync(block, ct) is not { } time)
            return false;
        await ledger.WriteAsync(
            db => db.Timeline.Where(e => e.Block == block).ExecuteUpdateAsync(set => set.SetProperty(e => e.Time, time), ct), ct);
        return true;
    }

    private async Task<DateTimeOffset?> TimeAsync(long block, CancellationToken ct) =>
        await eth.GetBlockAsync((ulong)block, ct) is { } header ? BlockTimes.Of(header.Timestamp) : null;
}
