using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Workers;

/// <summary>How many of its slots each worker uses: a task takes one until the worker has contributed or failed.</summary>
internal static class Loads
{
    public static Task<Dictionary<Address, int>> ReadAsync(SchedulerDb db, CancellationToken ct) => db.Replicates
        .Where(r => r.Stage < ReplicateStage.Contributed)
        .GroupBy(r => r.Worker)
        .Select(g => new { g.Key, Count = g.Count() })
        .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
}
