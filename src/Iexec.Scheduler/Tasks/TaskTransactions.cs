using Iexec.Chain;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Tasks;

/// <summary>The scheduler's transactions for tasks, as the outbox has them.</summary>
internal sealed class TaskTransactions(SchedulerSettings settings, TransactionSender<SchedulerDb> sender)
{
    private readonly HubCalls _hub = new(settings.Hub);

    /// <summary>The newest of each kind for a task.</summary>
    public async Task<IReadOnlyList<TaskTransaction>> OfAsync(SchedulerDb db, TaskId task, CancellationToken ct)
    {
        var result = new List<TaskTransaction>();
        foreach (var row in await db.Transactions.Where(t => t.Task == task).ToListAsync(ct))
        {
            var sent = await db.Set<OutboxTransaction>().AsNoTracking().SingleAsync(t => t.Wallet == sender.Wallet && t.Purpose == row.Purpose, ct);
            var isOpen = sent.State is OutboxState.Queued or OutboxState.Sent;
            var reason = sent.State == OutboxState.Succeeded ? null : sent.Reason;
            result.Add(new(row.Kind, row.Attempts, isOpen, sent.MinedAt ?? sent.SentAt ?? sent.QueuedAt, reason));
        }
        return result;
    }

    /// <summary>Makes the sender look at the outbox; for after the commit.</summary>
    public void Wake() => sender.Wake();

    /// <summary>Puts one in the outbox, in the caller's unit of work.</summary>
    public async Task AddAsync(SchedulerDb db, TaskRow task, Send send, CancellationToken ct)
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
}
