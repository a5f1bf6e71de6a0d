using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Workers;

/// <summary>
/// Writes down where a worker says it is with the tasks it was put on; of others it may not speak. What the chain or the result
/// store can prove is not believed but looked up.
/// </summary>
internal sealed class WorkerReports(IDbContextFactory<SchedulerDb> databases, Ledger ledger, TaskQueue queue, SchedulerSettings settings, TimeProvider time)
{
    private const int LongestText = 1000;

    public async Task TakeAsync(ConnectedWorker worker, IReadOnlyList<ReplicateStatus> statuses, CancellationToken ct)
    {
        var tasks = statuses.Select(s => s.Task).ToList();
        if (!await HasNewsAsync(worker, statuses, tasks, ct))
            return;
        var touched = await ledger.WriteAsync(async db =>
        {
            var timeRefs = await db.Tasks.Where(t => tasks.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.TimeRef, ct);
            var changed = new List<TaskId>();
            foreach (var row in await RowsAsync(db, worker.Wallet, tasks, ct))
            {
                if (Take(db, row, statuses.First(s => s.Task == row.Task), worker.Name, (ulong)timeRefs.GetValueOrDefault(row.Task)))
                    changed.Add(row.Task);
            }
            await db.SaveChangesAsync(ct);
            return changed;
        }, ct);
        touched.ForEach(queue.Touch);
    }

    // Most reports say nothing new: they cost one read.
    private async Task<bool> HasNewsAsync(ConnectedWorker worker, IReadOnlyList<ReplicateStatus> statuses, List<TaskId> tasks, CancellationToken ct)
    {
        if (tasks.Count == 0)
            return false;
        await using var db = await databases.CreateDbContextAsync(ct);
        return (await RowsAsync(db, worker.Wallet, tasks, ct)).Any(row =>
        {
            var status = statuses.First(s => s.Task == row.Task);
            return row.Stage != ReplicateStage.Failed
                && (status.Stage, Short(status.Reason), status.ExitCode, Short(status.Failure), worker.Name)
                    != (row.Stage, row.Reason, row.ExitCode, row.Failure, row.Name);
        });
    }

    private static Task<List<ReplicateRow>> RowsAsync(SchedulerDb db, Address worker, List<TaskId> tasks, CancellationToken ct) =>
        db.Replicates.Where(r => r.Worker == worker && tasks.Contains(r.Task)).ToListAsync(ct);

    // True when the task should be looked at.
    private bool Take(SchedulerDb db, ReplicateRow row, ReplicateStatus status, string name, ulong timeRef)
    {
        if (row.Stage == ReplicateStage.Failed)
            return false;
        var now = time.GetUtcNow();
        var before = row.Stage;
        var stage = Believed(before, status.Stage);
        row.Name = name;
        row.ExitCode = status.ExitCode ?? row.ExitCode;
        row.Failure = Short(status.Failure) ?? row.Failure;
        row.MoveTo(stage, stage == status.Stage ? Short(status.Reason) : row.Reason, now);
        if (stage == ReplicateStage.Failed)
        {
            (row.Deadline, row.IsFault) = (null, true);
            db.Timeline.Add(new() { Task = row.Task, Time = now, What = $"{name} failed: {row.Reason ?? "it gives no reason"}" });
        }
        else if (stage > row.Furthest)
            (row.Furthest, row.Deadline) = (stage, now + settings.Rules.LimitOf(stage, timeRef));
        return stage != before || status.Stage != stage;
    }

    private static ReplicateStage Believed(ReplicateStage known, ReplicateStage said) => said switch
    {
        ReplicateStage.Failed => said,
        ReplicateStage.Contributed or ReplicateStage.Revealed or ReplicateStage.Uploaded or ReplicateStage.Assigned => known,
        ReplicateStage.Revealing when known == ReplicateStage.Contributed => said,
        ReplicateStage.Uploading when known == ReplicateStage.Revealed => said,
        < ReplicateStage.Contributed when known < ReplicateStage.Contributed => said,
        _ => known,
    };

    private static string? Short(string? text) => text is null ? null : PrintableText.Of(text, LongestText);
}
