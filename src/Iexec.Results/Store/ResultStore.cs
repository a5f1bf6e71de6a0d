using Iexec.Protocol;
using Iexec.Results.Ipfs;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Results.Store;

/// <summary>The results that are here, by task.</summary>
internal sealed class ResultStore(IDbContextFactory<ResultsDb> database, BlobStore blobs) : IDisposable
{
    private const int MostAtOnce = 10_000;

    // One change at a time: a file goes only while no other result of the same bytes comes.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The archive of a task's result; null for none, and when its file was lost, which lets it be uploaded again.</summary>
    public async Task<Cid?> FindAsync(TaskId task, CancellationToken ct)
    {
        await using var db = await database.CreateDbContextAsync(ct);
        return await FindAsync(db, task, ct) is { } row && blobs.Find(row.Cid) is not null ? row.Cid : null;
    }

    /// <summary>Keeps a result. Of several for one task the first is kept.</summary>
    /// <returns>The archive that is the task's result now.</returns>
    public async Task<Cid> KeepAsync(StoredResult result, PendingBlob blob, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            return await KeepAloneAsync(result, blob, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The tasks whose results were uploaded before a time, the oldest first; some of them where there are very many.</summary>
    public async Task<IReadOnlyList<TaskId>> OlderThanAsync(DateTimeOffset time, CancellationToken ct)
    {
        await using var db = await database.CreateDbContextAsync(ct);
        var older = db.Results.Where(r => r.UploadedAt < time).OrderBy(r => r.UploadedAt);
        return await older.Select(r => r.Task).Take(MostAtOnce).ToListAsync(ct);
    }

    /// <summary>Removes a task's result, and its file unless another task has the same.</summary>
    public async Task RemoveAsync(TaskId task, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await using var db = await database.CreateDbContextAsync(ct);
            if (await FindAsync(db, task, ct) is not { } row)
                return;
            // The file first: a row without its file is no result, a file without a row would stay for ever.
            if (!await db.Results.AnyAsync(r => r.Cid == row.Cid && r.Task != task, ct))
                blobs.Delete(row.Cid);
            await db.Results.Where(r => r.Task == task).ExecuteDeleteAsync(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<Cid> KeepAloneAsync(StoredResult result, PendingBlob blob, CancellationToken ct)
    {
        await using var db = await database.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await FindAsync(db, result.Task, ct) is { } row)
        {
            if (blobs.Find(row.Cid) is not null)
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
        blobs.Keep(blob);
        await transaction.CommitAsync(ct);
        return result.Cid;
    }

    private static Task<StoredResult?> FindAsync(ResultsDb db, TaskId task, CancellationToken ct) =>
        db.Results.AsNoTracking().SingleOrDefaultAsync(r => r.Task == task, ct);
}
