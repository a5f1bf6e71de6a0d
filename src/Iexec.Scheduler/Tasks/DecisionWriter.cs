using Iexec.Api;
using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Workers;

namespace Iexec.Scheduler.Tasks;

/// <summary>Writes a decision down. Its transactions go to the outbox in the same unit of work.</summary>
internal sealed class DecisionWriter(SchedulerSettings settings, Roster roster, TransactionSender<SchedulerDb> sender)
{
    private readonly HubCalls _hub = new(settings.Hub);

    public async Task WriteAsync(SchedulerDb db, TaskRow task, List<ReplicateRow> rows, Decision decision, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var action in decision.Actions)
        {
            switch (action)
            {
                case Assign assign:
                    db.Replicates.Add(Replicate(task, assign.Worker, now));
                    Tell($"assigned to {NameOf(assign.Worker)}");
                    break;
                case Drop drop:
                    var dropped = Row(drop.Worker);
                    dropped.MoveTo(ReplicateStage.Failed, drop.Reason, now);
                    (dropped.Deadline, dropped.IsGivenUp) = (null, true);
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
                    await SendAsync(db, task, send, ct);
                    break;
            }
        }
        (task.State, task.Reason, task.NextDeadline, task.IsFinal) = (decision.State, decision.Reason, decision.NextDeadline, decision.IsFinal);

        ReplicateRow Row(Address worker) => rows.Find(r => r.Worker == worker)!;

        void Tell(string what) => db.Timeline.Add(new() { Task = task.Id, Time = now, What = what });
    }

    private async Task SendAsync(SchedulerDb db, TaskRow task, Send send, CancellationToken ct)
    {
        var call = send switch
        {
            Initialize => _hub.Initialize(task.Deal, (ulong)task.Index),
            FinalizeTask finalize => _hub.Finalize(task.Id, finalize.Result.ToBytes(), finalize.CallbackData),
            Reopen => _hub.Reopen(task.Id),
            _ => _hub.Claim(task.Id),
        };
        if (await db.Transactions.FindAsync([task.Id, send.Kind], ct) is { } row)
            row.Attempts = send.Attempt + 1;
        else
            db.Transactions.Add(new() { Task = task.Id, Kind = send.Kind, Attempts = send.Attempt + 1 });
        await sender.EnqueueAsync(db, call, TransactionRow.PurposeOf(send.Kind, task.Id, send.Attempt), ct: ct);
    }

    private ReplicateRow Replicate(TaskRow task, Address worker, DateTimeOffset now) => new()
    {
        Task = task.Id,
        Worker = worker,
        Name = NameOf(worker),
        Stage = ReplicateStage.Assigned,
        Furthest = ReplicateStage.Assigned,
        Since = now,
        Deadline = now + settings.Rules.Answer,
    };

    private string NameOf(Address worker) => roster.Find(worker)?.Name is { Length: > 0 } name ? name : worker.ToString();
}
