using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Workers;

/// <summary>The least stake that a task of the pool asks for: of those that are open, and of what the pool offers.</summary>
internal sealed class PoolStake(IDbContextFactory<SchedulerDb> databases, HubClient hub, SchedulerSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);
    private static readonly Rlc Something = new(1);

    private (Rlc Stake, DateTimeOffset ReadAt)? _least;
    private Rlc? _offered;

    public async ValueTask<Rlc> LeastAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_least is { } known && (now - known.ReadAt).Duration() < Age)
            return known.Stake;
        await using var db = await databases.CreateDbContextAsync(ct);
        var tasks = db.Tasks.Where(t => !t.IsFinal).OrderBy(t => t.WorkerStake);
        var open = await tasks.Select(t => (Rlc?)t.WorkerStake).FirstOrDefaultAsync(ct);
        var offered = await OfferedAsync(ct);
        var least = new[] { open, offered }.Min() ?? Something;
        _least = (least, now);
        return least;
    }

    // The pool's policy is read once: a deal keeps the one of its time, and tells it when it is open.
    private async Task<Rlc?> OfferedAsync(CancellationToken ct)
    {
        if (settings.Offer is not { } offer)
            return null;
        if (_offered is { } known)
            return known;
        var pool = await new ResourceClient(hub.Eth).WorkerpoolAsync(settings.Workerpool, ct);
        return _offered = offer.Price.Percent(pool.WorkerStakeRatio);
    }
}
