using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Workers;

/// <summary>What a worker has taken on.</summary>
/// <param name="Busy">How many slots its tasks take: each takes one until the worker has contributed or failed.</param>
/// <param name="Open">How many tasks of it are not over, those that it contributed to included.</param>
/// <param name="Promised">The stake that it will lock for those it has not contributed to yet.</param>
internal readonly record struct Load(int Busy, int Open, Rlc Promised)
{
    /// <summary>What each worker has taken on.</summary>
    public static async Task<Dictionary<Address, Load>> ReadAllAsync(SchedulerDb db, CancellationToken ct)
    {
        var counts = await db.Replicates
            .Where(r => r.Stage != ReplicateStage.Failed)
            .Join(
                db.Tasks.Where(t => !t.IsFinal),
                r => r.Task,
                t => t.Id,
                (r, t) => new { r.Worker, t.WorkerStake, IsBusy = r.Stage < ReplicateStage.Contributed })
            .GroupBy(r => new { r.Worker, r.WorkerStake, r.IsBusy })
            .Select(g => new { g.Key.Worker, g.Key.WorkerStake, g.Key.IsBusy, Count = g.Count() })
            .ToListAsync(ct);
        return counts.GroupBy(c => c.Worker).ToDictionary(g => g.Key, g => g.Aggregate(default(Load), (load, c) => c.IsBusy
            ? new(load.Busy + c.Count, load.Open + c.Count, load.Promised + c.WorkerStake * (ulong)c.Count)
            : load with { Open = load.Open + c.Count }));
    }
}
