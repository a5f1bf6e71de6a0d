using Iexec.Protocol;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Worker;

/// <summary>Remembers computed results over restarts.</summary>
/// <param name="databases">Opens the database.</param>
internal sealed class ResultMemory(IDbContextFactory<WorkerDb> databases)
{
    public async Task<ComputedResult?> FindAsync(TaskId task, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Results.AsNoTracking().FirstOrDefaultAsync(r => r.Task == task, ct);
    }

    public async Task<IReadOnlyList<ComputedResult>> AllAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Results.AsNoTracking().ToListAsync(ct);
    }

    public async Task AddAsync(ComputedResult result, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Results.Add(result);
        await db.SaveChangesAsync(ct);
    }

    public async Task ForgetAsync(TaskId task, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Results.Where(r => r.Task == task).ExecuteDeleteAsync(ct);
    }
}
