using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Database;

/// <summary>
/// Lets one change of tasks and replicates happen after another: whoever decides on slots, stages and assignments sees those before.
/// </summary>
internal sealed class Ledger(IDbContextFactory<SchedulerDb> databases) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Does all of a change or nothing.</summary>
    public async Task<T> WriteAsync<T>(Func<SchedulerDb, Task<T>> change, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var result = await change(db);
            await transaction.CommitAsync(ct);
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Does all of a change or nothing.</summary>
    public Task WriteAsync(Func<SchedulerDb, Task> change, CancellationToken ct) => WriteAsync(async db =>
    {
        await change(db);
        return true;
    }, ct);

    public void Dispose() => _gate.Dispose();
}
