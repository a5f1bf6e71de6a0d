using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Iexec.Scheduler.Tasks;

/// <summary>
/// Looks at every task that may need it: on each hint, on a timer, and at all of them at start. One that can not be looked at waits by
/// itself.
/// </summary>
internal sealed class TaskLooks(
    TaskRunner runner, TaskQueue queue, WakeUp wake, Readiness readiness, Ledger ledger, SchedulerMetrics metrics, SchedulerTroubles troubles,
    SchedulerSettings settings, TimeProvider time, ILogger<TaskLooks> log)
{
    private const int AtOnce = 8;
    private const int TasksPerLookAgain = 1000;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private volatile bool _dealsAreOpen;

    /// <summary>The deals of the chain are open: once each task was looked at, the ledger is that of the chain.</summary>
    public void DealsAreOpen()
    {
        if (_dealsAreOpen)
            return;
        _dealsAreOpen = true;
        wake.Give();
    }

    public Task RunAsync(CancellationToken ct) =>
        SideBySide.ForEachAsync(Enumerable.Range(0, AtOnce), AtOnce, (_, cancel) => LaneAsync(cancel), ct);

    private async Task LaneAsync(CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var next = wake.Next;
            if (queue.TryTake(out var task))
            {
                await LookAsync(task, ct);
                continue;
            }
            if (_dealsAreOpen && queue.IsSeen)
                readiness.Reached();
            await wake.UntilAsync(next, Tick, ct);
        }
    }

    private async Task LookAsync(TaskId task, CancellationToken ct)
    {
        try
        {
            var decision = await time.WithinAsync(Limit, "the look at the task did not end", cancel => runner.RunAsync(task, cancel), ct);
            troubles.Tasks.Over(task);
            if (decision is { IsFinal: true })
                metrics.Ended(decision.State);
            if (decision is null)
                queue.Forget(task);
            else if (decision.IsFinal)
                queue.End(task);
            else
                queue.Schedule(task, decision.State, Earlier(decision.NextDeadline!.Value, LookAgain()));
            if (decision?.Actions.Count > 0)
            {
                var actions = string.Join(", ", decision.Actions);
                log.LogInformation("Task {Task} is {State}: {Reason}; {Actions}", task, decision.State, decision.Reason, actions);
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            var next = troubles.Tasks.Failed(task, e.Message);
            log.LogWarning(e, "Task {Task} could not be looked at; it is tried again at {Next}", task, next);
            queue.Schedule(task, null, next);
            await TellAsync(task, $"cannot be looked at now: {e.Message}", next, ct);
        }
    }

    // The more tasks there are, the longer between two looks that nothing hints at.
    private DateTimeOffset LookAgain() => time.GetUtcNow() + settings.LookAgain * (1 + queue.Open / TasksPerLookAgain);

    private async Task TellAsync(TaskId task, string reason, DateTimeOffset next, CancellationToken ct)
    {
        try
        {
            await ledger.WriteAsync(db => db.Tasks.Where(t => t.Id == task && !t.IsFinal).ExecuteUpdateAsync(
                set => set.SetProperty(t => t.Reason, reason).SetProperty(t => t.NextDeadline, next), ct), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // It may be the database itself that is in trouble, which the task's own trouble tells.
            log.LogWarning(e, "The trouble of task {Task} could not be written down", task);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
