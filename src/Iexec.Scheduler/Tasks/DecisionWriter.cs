using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Workers;

namespace Iexec.Scheduler.Tasks;

/// <summary>Writes a decision down. Its transactions go to the outbox in the same unit of work.</summary>
internal sealed class DecisionWriter(SchedulerRules rules, Roster roster, TaskTransactions transactions)
{
    public async Task WriteAsync(SchedulerDb db, TaskRow task, List<ReplicateRow> rows, Decision decision, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var action in decision.Actions)
        {
            switch (action)
            {
                case Assign assign:
                    db.Replicates.Add(Replicate(task, assign.Worker, now));
                    Tell($"assigned to {roster.NameOf(assign.Worker)}");
                    break;
                case Drop drop:
                    var dropped = Row(drop.Worker);
                    dropped.MoveTo(ReplicateStage.Failed, drop.Reason, now);
                    (dropped.Deadline, dropped.IsGivenUp, dropped.IsFault) = (null, true, drop.IsFault);
                    if (!decision.IsFinal)
                        Tell($"{dropped.Name} is out: {drop.Reason}");
                    break;
                case AskReveal ask:
                    Row(ask.Worker).Goal = ReplicateGoal.Reveal;
                    break;
                case AskUpload ask:
                    (Row(ask.Worker).Goal, Row(ask.Worker).UploadAsked) = (ReplicateGoal.Upload, now);
                    Tell($"{Row(ask.Worker).Name} is asked to upload the result");
                    break;
                case Send send:
                    await transactions.AddAsync(db, task, send, ct);
                    break;
            }
        }
        (task.State, task.Reason, task.NextDeadline, task.IsFinal) = (decision.State, decision.Reason, decision.NextDeadline, decision.IsFinal);

        ReplicateRow Row(Address worker) => rows.Find(r => r.Worker == worker)!;

        void Tell(string what) => db.Timeline.Add(new() { Task = task.Id, Time = now, What = what });
    }

    private ReplicateRow Replicate(TaskRow task, Address worker, DateTimeOffset now) => new()
    {
        Task = task.Id,
        Worker = worker,
        Name = roster.NameOf(worker),
        Assigned = now,
        Stage = ReplicateStage.Assigned,
        Furthest = ReplicateStage.Assigned,
        Since = now,
        Deadline = now + rules.Answer,
    };
}
