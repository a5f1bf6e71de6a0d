using Iexec.Chain;
using Iexec.Protocol;
using Iexec.Scheduler.Database;

namespace Iexec.Scheduler.Tasks;

/// <summary>The scheduler's transactions for tasks: the outbox is all that is known of them.</summary>
internal sealed class TaskTransactions(SchedulerSettings settings, TransactionSender<SchedulerDb> sender)
{
    private static readonly TransactionKind[] Kinds = Enum.GetValues<TransactionKind>();
    private readonly HubCalls _hub = new(settings.Hub);

    /// <summary>The newest of each kind for a task.</summary>
    public async Task<IReadOnlyList<TaskTransaction>> OfAsync(SchedulerDb db, TaskId task, CancellationToken ct)
    {
        var known = await sender.StatusOfAsync(db, [.. Kinds.Select(k => PurposeOf(k, task))], ct);
        return [.. Kinds.Where(k => known.ContainsKey(PurposeOf(k, task))).Select(k => Of(k, known[PurposeOf(k, task)]))];
    }

    /// <summary>Makes the sender look at the outbox; for after the commit.</summary>
    public void Wake() => sender.Wake();

    /// <summary>
    /// Puts one in the outbox, in the caller's unit of work. One that is over is repeated: the chain says that it is needed once more.
    /// </summary>
    public Task AddAsync(SchedulerDb db, TaskRow task, Send send, CancellationToken ct)
    {
        var call = send switch
        {
            Initialize => _hub.Initialize(task.Deal, (ulong)task.Index),
            FinalizeTask finalize => _hub.Finalize(task.Id, finalize.Result.ToBytes(), finalize.CallbackData),
            Reopen => _hub.Reopen(task.Id),
            _ => _hub.Claim(task.Id),
        };
        return sender.EnqueueAsync(db, call, PurposeOf(send.Kind, task.Id), Repeat.AfterAnyEnd, ct);
    }

    private static TaskTransaction Of(TransactionKind kind, PurposeStatus status) =>
        new(kind, status.Tries, status.IsOpen, status.Since, status.Reason);

    private static string PurposeOf(TransactionKind kind, TaskId task) => $"{kind.ToString().ToLowerInvariant()}:{task}";
}
