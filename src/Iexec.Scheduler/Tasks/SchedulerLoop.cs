using Iexec.Chain;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Chain;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Iexec.Scheduler.Tasks;

/// <summary>Follows the chain, sends transactions, and looks at every task that may need it: on each hint, on a timer, and all of them at start.</summary>
internal sealed class SchedulerLoop(
    ChainFollower<SchedulerDb> follower, PoolEvents events, TransactionSender<SchedulerDb> sender, IDbContextFactory<SchedulerDb> databases, DealOpener deals,
    TaskRunner runner, TaskQueue queue, WakeUp wake, Readiness readiness, Ledger ledger, SchedulerMetrics metrics, SchedulerSettings settings, TimeProvider time,
    ILogger<SchedulerLoop> log) : BackgroundService, IHealthCheck
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private volatile string? _trouble;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubles = new[] { follower.Status.Reason, sender.Status.FailingSince is null ? null : sender.Status.Reason, _trouble }.OfType<string>().ToList();
        return Task.FromResult(troubles.Count > 0
            ? HealthCheckResult.Degraded(string.Join("; ", troubles))
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
            // Follower and sender end only by cancellation, or because the node is on another chain, which ends the service.
            await await Task.WhenAny(follower.RunAsync(stoppingToken), sender.RunAsync(stoppingToken), ReconcileAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: chain and database hold all that counts.
        }
    }

    private async Task ReconcileAsync(CancellationToken ct)
    {
        var purge = time.GetUtcNow();
        var isLoaded = false;
        while (true)
        {
            try
            {
                isLoaded = isLoaded || await LoadAsync(ct);
                var isCaughtUp = follower.Status.Lag <= (ulong)settings.Confirmations;
                await deals.RunAsync(ct);
                await SideBySide.ForEachAsync(queue.TakeDue(time.GetUtcNow()), AtOnce, LookAsync, ct);
                if (isCaughtUp)
                    readiness.Reached();
                if (time.GetUtcNow() >= purge)
                {
                    await PurgeLogsAsync(ct);
                    purge = time.GetUtcNow() + TimeSpan.FromHours(1);
                }
                _trouble = null;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                _trouble = e.Message;
                log.LogWarning(e, "Deals could not be looked at; it is tried again");
            }
            await wake.WaitAsync(Tick, ct);
        }
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var task in await db.Tasks.Where(t => !t.IsFinal).Select(t => t.Id).ToListAsync(ct))
            queue.Touch(task);
        return true;
    }

    private async Task LookAsync(TaskId task, CancellationToken ct)
    {
        try
        {
            var decision = await runner.RunAsync(task, ct);
            if (decision is { IsFinal: true })
                metrics.Ended(decision.State);
            if (decision is null || decision.IsFinal)
                queue.Forget(task);
            else
                queue.Schedule(task, decision.State, Earlier(decision.NextDeadline!.Value, time.GetUtcNow() + settings.LookAgain));
            if (decision?.Actions.Count > 0)
                log.LogInformation("Task {Task} is {State}: {Reason}; {Actions}", task, decision.State, decision.Reason, string.Join(", ", decision.Actions));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(e, "Task {Task} could not be looked at; it is tried again in {Pause}", task, AfterFailure);
            var next = time.GetUtcNow() + AfterFailure;
            queue.Schedule(task, TaskState.Computing, next);
            await TellAsync(task, $"cannot be looked at now: {e.Message}", next, ct);
        }
    }

    private async Task TellAsync(TaskId task, string reason, DateTimeOffset next, CancellationToken ct)
    {
        try
        {
            await ledger.WriteAsync(db => db.Tasks.Where(t => t.Id == task && !t.IsFinal).ExecuteUpdateAsync(
                set => set.SetProperty(t => t.Reason, reason).SetProperty(t => t.NextDeadline, next), ct), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // It may be the database itself that is in trouble.
            _trouble = e.Message;
        }
    }

    private async Task PurgeLogsAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var before = time.GetUtcNow() - settings.KeepLogs;
        await db.Logs.Where(l => l.Received < before && !db.Tasks.Any(t => t.Id == l.Task && !t.IsFinal)).ExecuteDeleteAsync(ct);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
