using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Tasks;
using Microsoft.Extensions.Logging;

namespace Iexec.Scheduler.Workers;

/// <summary>
/// Keeps what is known of workers' stakes and scores fresh, the oldest first. Who has neither a task nor the stake for one is not
/// remembered any more.
/// </summary>
internal sealed class FactsReader(
    Roster roster, Admission admission, PoolStake pool, SchedulerTroubles troubles, TaskQueue queue, WakeUp wake, TimeProvider time,
    ILogger<FactsReader> log)
{
    private const int AtOnce = 4;
    private const int MostPerRound = 64;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            var next = wake.Next;
            var isDone = true;
            try
            {
                isDone = await RoundAsync(ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(e, "The stakes of workers could not be looked at; it is tried again");
            }
            if (isDone)
                await wake.UntilAsync(next, Tick, ct);
        }
    }

    private async Task<bool> RoundAsync(CancellationToken ct)
    {
        var least = await pool.LeastAsync(ct);
        var stale = roster.Alive
            .Where(w => IsStale(w, least) && troubles.Workers.IsDue(w.Wallet))
            .OrderBy(w => w.Facts?.ReadAt ?? DateTimeOffset.MinValue)
            .Take(MostPerRound)
            .ToList();
        await SideBySide.ForEachAsync(stale, AtOnce, ReadAsync, ct);
        return stale.Count < MostPerRound;
    }

    private bool IsStale(ConnectedWorker worker, Rlc least) => worker.Facts is not { } facts
        || (!worker.HasTasks && facts.Stake < least)
        || (time.GetUtcNow() - facts.ReadAt).Duration() >= FreshFor;

    private async Task ReadAsync(ConnectedWorker worker, CancellationToken ct)
    {
        try
        {
            var before = worker.Facts;
            var facts = await admission.FactsAsync(worker.Wallet, ct);
            worker.Facts = facts;
            if (!worker.HasTasks && await admission.LacksAsync(facts, ct) is { } lack)
            {
                worker.Notice = lack;
                roster.Forget(worker);
            }
            else if (before?.Stake != facts.Stake)
                queue.TouchWaiting(worker.Slots);
            troubles.Workers.Over(worker.Wallet);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            troubles.Workers.Failed(worker.Wallet, e.Message);
        }
    }
}
