using System.Numerics;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Workers;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Tasks;

/// <summary>Reconciles one task: looks, decides, and writes down what was decided, all or nothing.</summary>
internal sealed class TaskRunner(
    IDbContextFactory<SchedulerDb> databases, Ledger ledger, TaskObserver observer, WorkerChooser chooser, WorkerRecords records,
    Roster roster, DecisionWriter writer, TaskTransactions transactions, ResultProbe results, TaskQueue queue, WakeUp wake, SchedulerRules rules,
    TimeProvider time)
{
    /// <summary>What was decided; null when there is no such task any more.</summary>
    public async Task<Decision?> RunAsync(TaskId id, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not var (row, atWork))
            return null;
        var (seen, scores) = await observer.ObserveAsync(row, atWork, ct);
        var decision = await ledger.WriteAsync(db => DecideAsync(db, id, seen, scores, ct), ct);
        if (decision?.IsFinal != false)
            results.Forget(id);
        if (decision?.Actions.Any(a => a is Send) == true)
            transactions.Wake();
        var assigned = decision?.Actions.OfType<Assign>().Select(a => a.Worker) ?? [];
        foreach (var worker in seen.Contributions.Select(c => c.Worker).Concat(atWork).Concat(assigned))
            roster.Tell(worker);
        return decision;
    }

    private async Task<(TaskRow Row, List<Address> AtWork)?> ReadAsync(TaskId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, ct) is { } row
            ? (row, await db.Replicates.Where(r => r.Task == id && r.Stage != ReplicateStage.Failed).Select(r => r.Worker).ToListAsync(ct))
            : null;
    }

    private async Task<Decision?> DecideAsync(
        SchedulerDb db, TaskId id, TaskView seen, IReadOnlyDictionary<Address, BigInteger> scores, CancellationToken ct)
    {
        if (await db.Tasks.FindAsync([id], ct) is not { } task)
            return null;
        var now = time.GetUtcNow();
        var rows = await db.Replicates.Where(r => r.Task == id).ToListAsync(ct);
        var free = ChainOutranks.Apply(db, task, rows, seen, roster, now);
        if (free > 0)
            wake.Give();
        var view = seen with
        {
            Replicates = [.. rows.Select(r => ToReplicate(r, scores, now))],
            Transactions = await transactions.OfAsync(db, id, ct),
        };
        if (seen.Chain.Status == ChainTaskStatus.Active)
            view = await WithCandidatesAsync(db, view, ct);
        var decision = TaskReconciler.Reconcile(view, now);
        await writer.WriteAsync(db, task, rows, decision, now, ct);
        await db.SaveChangesAsync(ct);
        records.Note(rows);
        queue.TouchWaiting(free + decision.Actions.Count(a => a is Drop));
        return decision;
    }

    private async Task<TaskView> WithCandidatesAsync(SchedulerDb db, TaskView view, CancellationToken ct)
    {
        var on = view.Replicates.Select(r => r.Worker).ToHashSet();
        var failed = view.Replicates.Count(r => r.Stage == ReplicateStage.Failed);
        var choice = chooser.Choose(view.Deal, on, failed, await Load.ReadAllAsync(db, ct));
        return view with { Candidates = choice.Candidates, Untried = choice.Untried, Shortage = choice.Shortage };
    }

    private Replicate ToReplicate(ReplicateRow row, IReadOnlyDictionary<Address, BigInteger> scores, DateTimeOffset now) => new(
        row.Worker, row.Name, row.Stage, roster.LastSeen(row.Worker))
    {
        Reason = row.Reason,
        Since = row.Since,
        HasWorked = HasWorked(row, now),
        Deadline = row.Deadline,
        Score = scores.GetValueOrDefault(row.Worker),
        Goal = row.Goal,
        UploadAsked = row.UploadAsked,
        ExitCode = row.ExitCode,
        Failure = row.Failure,
    };

    // Without a stage in which it does something it has only let time pass.
    private bool HasWorked(ReplicateRow row, DateTimeOffset now) => row.Furthest >= ReplicateStage.Contributed
        || (row.Furthest > ReplicateStage.Preparing && (row.Stage == ReplicateStage.Failed ? row.Since : now) - row.Assigned >= rules.RealWork);
}
