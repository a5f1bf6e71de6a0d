using Iexec.Api;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Workers;

namespace Iexec.Scheduler.Tasks;

/// <summary>What the chain and the result store prove counts, whatever a worker said, and also for workers the database knows nothing of.</summary>
internal static class ChainOutranks
{
    /// <returns>How many workers have become free for other tasks.</returns>
    public static int Apply(SchedulerDb db, TaskRow task, List<ReplicateRow> rows, TaskView seen, Roster roster, DateTimeOffset now)
    {
        var free = 0;
        foreach (var (worker, contribution, _) in seen.Contributions)
        {
            var proven = contribution.Status == ContributionStatus.Proved ? ReplicateStage.Revealed : ReplicateStage.Contributed;
            var row = rows.Find(r => r.Worker == worker);
            if (row is null)
            {
                row = new()
                {
                    Task = task.Id,
                    Worker = worker,
                    Name = roster.NameOf(worker),
                    Assigned = now,
                    Stage = proven,
                    Furthest = proven,
                    Since = now,
                };
                rows.Add(row);
                db.Replicates.Add(row);
            }
            if (row.Stage < ReplicateStage.Contributed)
            {
                free++;
                // Its stake is locked now.
                if (roster.Find(worker) is { } connected)
                    connected.Facts = null;
            }
            var isRevived = row is { Stage: ReplicateStage.Failed, IsGivenUp: true } && !seen.IsBeaten(contribution);
            if (row.Stage < proven || isRevived)
            {
                row.MoveTo(proven, null, now);
                (row.Furthest, row.Deadline, row.IsGivenUp, row.IsFault) = (proven, null, false, false);
            }
        }
        foreach (var row in rows.Where(r => r.HasContributed && seen.ContributionOf(r.Worker) is null))
        {
            // A reorg took its contribution away; it may come again.
            row.MoveTo(ReplicateStage.Contributing, "its contribution is not on chain any more", now);
            (row.Furthest, row.Deadline) = (ReplicateStage.Contributing, now + seen.Rules.Contribute);
        }
        if (seen.StoredResult is { } result)
            StoreResult(db, task, rows, result.Location, now);
        return free;
    }

    private static void StoreResult(SchedulerDb db, TaskRow task, List<ReplicateRow> rows, string location, DateTimeOffset now)
    {
        if (rows.Where(r => r is { Stage: ReplicateStage.Revealed or ReplicateStage.Uploading, UploadAsked: not null }).MaxBy(r => r.UploadAsked) is { } uploader)
        {
            uploader.MoveTo(ReplicateStage.Uploaded, "the result is stored", now);
            uploader.Deadline = null;
        }
        if (task.ResultLocation is null)
            db.Timeline.Add(new() { Task = task.Id, Time = now, What = $"result stored at {location}" });
        task.ResultLocation = location;
    }
}
