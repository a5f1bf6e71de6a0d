using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Workers;

/// <summary>
/// What each worker did with its last tasks, from the ledger's rows alone. A failure is held against a worker once another has done the
/// same task, for what nobody can do says nothing of anybody; a contribution that loses or is not revealed always is. Held in memory, and
/// read from the ledger again after a start.
/// </summary>
internal sealed class WorkerRecords(TimeProvider time)
{
    private const int MostWorkers = 20_000;
    private const int MostTasks = 32;
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(6);

    private readonly Lock _lock = new();
    private readonly Dictionary<Address, Dictionary<TaskId, (bool IsGood, DateTimeOffset At)>> _workers = [];

    /// <summary>Of how many workers it knows something.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _workers.Count;
        }
    }

    /// <summary>Reads what the ledger remembers.</summary>
    public async Task LoadAsync(SchedulerDb db, CancellationToken ct)
    {
        var since = time.GetUtcNow() - ForgottenAfter;
        var tasks = db.Replicates.Where(r => r.Since >= since).Select(r => r.Task).Distinct();
        var remembered = db.Replicates.AsNoTracking().Where(r => tasks.Contains(r.Task)).OrderBy(r => r.Task);
        var rows = new List<ReplicateRow>();
        await foreach (var row in remembered.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (rows.Count > 0 && rows[0].Task != row.Task)
            {
                Note(rows);
                rows.Clear();
            }
            rows.Add(row);
        }
        Note(rows);
    }

    /// <summary>Takes down what each worker did with a task.</summary>
    /// <param name="rows">All workers on one task.</param>
    public void Note(IReadOnlyCollection<ReplicateRow> rows)
    {
        var isDone = rows.Any(r => r.HasContributed);
        lock (_lock)
        {
            foreach (var row in rows)
            {
                var counts = row.Furthest < ReplicateStage.Contributed ? isDone : row.IsGivenUp;
                if (row.HasContributed || (row is { Stage: ReplicateStage.Failed, IsFault: true } && counts))
                    Set(row.Worker, row.Task, row.HasContributed, row.Since);
                else if (_workers.TryGetValue(row.Worker, out var tasks))
                    tasks.Remove(row.Task);
            }
        }
    }

    /// <summary>A worker's record now.</summary>
    public WorkerRecord Of(Address worker)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_workers.TryGetValue(worker, out var tasks))
                return default;
            return tasks.Values.Where(t => now - t.At < ForgottenAfter)
                .Aggregate(default(WorkerRecord), (record, t) => record.With(t.IsGood, t.At, now));
        }
    }

    private void Set(Address worker, TaskId task, bool isGood, DateTimeOffset at)
    {
        if (!_workers.TryGetValue(worker, out var tasks))
        {
            if (_workers.Count >= MostWorkers)
                Forget();
            _workers[worker] = tasks = [];
        }
        tasks[task] = (isGood, at);
        if (tasks.Count > MostTasks)
            tasks.Remove(tasks.MinBy(t => t.Value.At).Key);
    }

    // Those of whom nothing was heard for longest.
    private void Forget()
    {
        var oldest = _workers.OrderBy(w => w.Value.Values.Select(t => t.At).DefaultIfEmpty().Max()).Take(MostWorkers / 10);
        foreach (var (worker, _) in oldest.ToList())
            _workers.Remove(worker);
    }
}
