using Iexec.Chain;
using Iexec.Runtime;
using Iexec.Scheduler.Chain;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Iexec.Scheduler.Tasks;

/// <summary>
/// Follows the chain, sends transactions, opens deals, looks at tasks, at the result store and at workers: each in a loop of its own, so
/// that none waits for another.
/// </summary>
internal sealed class SchedulerLoop(
    ChainFollower<SchedulerDb> follower, PoolEvents events, TransactionSender<SchedulerDb> sender, IDbContextFactory<SchedulerDb> databases,
    DealOpener deals, TaskLooks looks, ResultProbe results, FactsReader facts, WorkerRecords records, TaskQueue queue, WakeUp wake,
    Readiness readiness, SchedulerTroubles troubles, SchedulerSettings settings, TimeProvider time, ILogger<SchedulerLoop> log)
    : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private volatile string? _trouble;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var reasons = new[] { follower.Status.Reason, sender.Status.FailingSince is null ? null : sender.Status.Reason, _trouble }
            .OfType<string>().Concat(troubles.Sentences()).ToList();
        return Task.FromResult(reasons.Count > 0
            ? HealthCheckResult.Degraded(string.Join("; ", reasons))
            : HealthCheckResult.Healthy(readiness.IsReady ? $"block {follower.Status.Block}" : "reads the chain"));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        follower.Advanced += _ =>
        {
            events.Tell();
            wake.Give();
        };
        try
        {
            // They end only by cancellation, or because the node is on another chain, which ends the service.
            await await Task.WhenAny(
                follower.RunAsync(stoppingToken), sender.RunAsync(stoppingToken), OpenAsync(stoppingToken), looks.RunAsync(stoppingToken),
                results.RunAsync(stoppingToken), facts.RunAsync(stoppingToken), PurgeLogsAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: chain and database hold all that counts.
        }
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        var isLoaded = false;
        while (true)
        {
            var next = wake.Next;
            var isDone = true;
            try
            {
                isLoaded = isLoaded || await LoadAsync(ct);
                var isCaughtUp = follower.Status.Lag <= (ulong)settings.Confirmations;
                isDone = await deals.RunAsync(ct);
                if (isCaughtUp && isDone)
                    looks.DealsAreOpen();
                _trouble = null;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                _trouble = e.Message;
                log.LogWarning(e, "Deals could not be looked at; it is tried again");
            }
            if (isDone)
                await wake.UntilAsync(next, Tick, ct);
        }
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await records.LoadAsync(db, ct);
        foreach (var task in await db.Tasks.Where(t => !t.IsFinal).Select(t => t.Id).ToListAsync(ct))
            queue.Touch(task);
        return true;
    }

    private async Task PurgeLogsAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(ct);
                var before = time.GetUtcNow() - settings.KeepLogs;
                await db.Logs.Where(l => l.Received < before && !db.Tasks.Any(t => t.Id == l.Task && !t.IsFinal)).ExecuteDeleteAsync(ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(e, "Old logs could not be removed; it is tried again in an hour");
            }
            await Task.Delay(Hour, time, ct);
        }
    }
}
