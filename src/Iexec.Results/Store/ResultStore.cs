using Iexec.Protocol;
using Iexec.Results.Ipfs;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Results.Store;

/// <summary>The results that are here, by task.</summary>
internal sealed class ResultStore(IDbContextFactory<ResultsDb> database, IBlobs blobs)
{
    /// <summary>The archive of a task's result; null for none, and when its file was lost, which lets it be uploaded again.</summary>
    public async Task<Cid?> FindAsync(TaskId task, CancellationToken ct)
    {
        await using var db = await database.CreateDbContextAsync(ct);
        return await FindAsync(db, task, ct) is { } row && await IsHereAsync(row, ct) ? row.Cid : null;
    }

    /// <summary>Keeps a result. Of several for one task the first is kept.</summary>
    /// <returns>The archive that is the task's result now.</returns>
    public async Task<Cid> KeepAsync(StoredResult result, PendingBlob blob, CancellationToken ct)
    {
        await using var db = await database.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await FindAsync(db, result.Task, ct) is { } row)
        {
            if (await IsHereAsync(row, ct))
                return row.Cid;
            await db.Results.Where(r => r.Task == row.Task).ExecuteDeleteAsync(ct);
        }
        db.Add(result);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Another upload of this task was faster; had it been something else, there would be no row.
            await transaction.RollbackAsync(ct);
            db.ChangeTracker.Clear();
            return (await FindAsync(db, result.Task, ct) ?? throw new InvalidOperationException($"The result of {result.Task} cannot be recorded.")).Cid;
        }
        // Between insert and commit: who loses the race leaves no file, and no committed row names a file that is not there.
        await blob.KeepAsync(result.Cid.ToString(), ct);
        await transaction.CommitAsync(ct);
        return result.Cid;
    }

    private Task<bool> IsHereAsync(StoredResult result, CancellationToken ct) => blobs.ExistsAsync(result.Cid.ToString(), ct);

    private static Task<StoredResult?> FindAsync(ResultsDb db, TaskId task, CancellationToken ct) =>
        db.Results.AsNoTracking().SingleOrDefaultAsync(r => r.Task == task, ct);
}
