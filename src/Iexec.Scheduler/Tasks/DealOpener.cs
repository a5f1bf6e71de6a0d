using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Chain;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Tasks;

/// <summary>Reads new deals from the chain and writes down their tasks; and the times of blocks that the timeline lacks.</summary>
internal sealed class DealOpener(IDbContextFactory<SchedulerDb> databases, DealReader deals, EthClient eth, Ledger ledger, TaskQueue queue)
{
    /// <summary>Raised after a deal was written down. A hint: must be quick.</summary>
    public event Action? Opened;

    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var deal in await db.Deals.AsNoTracking().Where(d => !d.IsOpened).OrderBy(d => d.Block).ToListAsync(ct))
            await OpenAsync(deal, ct);
        foreach (var block in await db.Timeline.Where(e => e.Time == null).Select(e => e.Block!.Value).Distinct().ToListAsync(ct))
        {
            if (await TimeAsync(block, ct) is { } time)
                await ledger.WriteAsync(d => d.Timeline.Where(e => e.Block == block).ExecuteUpdateAsync(set => set.SetProperty(e => e.Time, time), ct), ct);
        }
    }

    private async Task OpenAsync(DealRow row, CancellationToken ct)
    {
        deals.Forget(row.Id);
        // A deal that a reorg took away is forgotten by the follower, or comes back.
        if (await deals.FindAsync(row.Id, ct) is not var (deal, timeRef) || await TimeAsync(row.Block, ct) is not { } time)
            return;
        await ledger.WriteAsync(async db =>
        {
            if (await db.Deals.FindAsync([row.Id], ct) is not { IsOpened: false } tracked)
                return;
            tracked.IsOpened = true;
            for (var index = deal.BotFirst; index < deal.BotFirst + deal.BotSize; index++)
            {
                var task = TaskId.Of(deal.Id, index);
                db.Tasks.Add(new()
                {
                    Id = task,
                    Deal = deal.Id,
                    Index = (long)index,
                    Requester = deal.Requester,
                    TimeRef = (long)timeRef,
                    State = TaskState.Initializing,
                    Reason = "its deal was just made",
                    NextDeadline = DateTimeOffset.FromUnixTimeSeconds((long)(deal.StartTime + PocoConstants.ContributionDeadlineRatio * timeRef)),
                });
                db.Timeline.Add(new() { Task = task, Time = time, What = "deal made", Transaction = row.Transaction, Block = row.Block, LogIndex = -1 });
            }
            await db.SaveChangesAsync(ct);
        }, ct);
        foreach (var task in deal.TaskIds())
            queue.Touch(task);
        Opened?.Invoke();
    }

    private async Task<DateTimeOffset?> TimeAsync(long block, CancellationToken ct) =>
        await eth.GetBlockAsync((ulong)block, ct) is { } header ? DateTimeOffset.FromUnixTimeSeconds((long)header.Timestamp) : null;
}
