using Iexec.Ethereum;
using Iexec.Protocol;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Chain;

/// <summary>A wallet's outbox in the database.</summary>
internal sealed class OutboxStore<TContext>(IDbContextFactory<TContext> databases, Address wallet, TimeProvider time) where TContext : DbContext
{
    private static readonly SemaphoreSlim Saving = new(1);

    /// <summary>The transaction for a purpose: the one that is there, or else a new one. The caller saves <paramref name="db"/>.</summary>
    public async Task<OutboxTransaction> AddAsync(TContext db, ContractCall call, string purpose, bool retry, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);
        var existing = db.Set<OutboxTransaction>().Local.FirstOrDefault(t => t.Wallet == wallet && t.Purpose == purpose)
            ?? await Rows(db).FirstOrDefaultAsync(t => t.Purpose == purpose, ct);
        if (existing is not null)
        {
            if (!retry || existing.State is not (OutboxState.Refused or OutboxState.Failed))
                return existing;
            // It stays to be watched, for a reorg may take a failed one back; the purpose goes to the new one.
            existing.Purpose = $"{purpose} #{existing.Id}";
            existing.Version++;
        }
        var row = new OutboxTransaction
        {
            Wallet = wallet,
            Purpose = purpose,
            To = call.To,
            Data = call.Data,
            Value = call.Value,
            QueuedAt = time.GetUtcNow(),
            Reason = "waits to be sent",
        };
        db.Add(row);
        return row;
    }

    /// <summary>Puts a call in the outbox in a unit of work of its own.</summary>
    /// <returns>The key of the transaction for the purpose.</returns>
    public async Task<long> SaveAsync(ContractCall call, string purpose, bool retry, CancellationToken ct)
    {
        // One after the other: where many write at once, SQLite lets them wait by blocking threads.
        await Saving.WaitAsync(ct);
        try
        {
            return await SaveAloneAsync(call, purpose, retry, ct);
        }
        finally
        {
            Saving.Release();
        }
    }

    /// <summary>A transaction as it stands.</summary>
    public async Task<OutboxTransaction> ReadAsync(long id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<OutboxTransaction>().AsNoTracking().SingleAsync(t => t.Id == id, ct);
    }

    /// <summary>The transactions that still need care, in the order of the queue.</summary>
    public async Task<IReadOnlyList<OutboxTransaction>> OpenAsync(TContext db, CancellationToken ct) =>
        await Rows(db).Where(t => !t.IsSettled).Include(t => t.Attempts.OrderBy(a => a.Id)).OrderBy(t => t.Id).ToListAsync(ct);

    /// <summary>The chain that the outbox belongs to: <paramref name="node"/> when it is new.</summary>
    public async Task<ChainIdentity> ChainAsync(ChainIdentity node, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var known = await db.Set<OutboxWallet>().SingleOrDefaultAsync(w => w.Wallet == wallet, ct);
        if (known is null)
        {
            known = new() { Wallet = wallet, ChainId = node.ChainId, Genesis = node.Genesis };
            db.Add(known);
            await db.SaveChangesAsync(ct);
        }
        return known.Identity;
    }

    private async Task<long> SaveAloneAsync(ContractCall call, string purpose, bool retry, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            try
            {
                var row = await AddAsync(db, call, purpose, retry, ct);
                await db.SaveChangesAsync(ct);
                return row.Id;
            }
            catch (DbUpdateException) when (!ct.IsCancellationRequested)
            {
                // Someone else stored the same purpose or changed its row: theirs is found then.
                if (!await IsKnownAsync(purpose, ct))
                    throw;
            }
        }
    }

    private async Task<bool> IsKnownAsync(string purpose, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Rows(db).AnyAsync(t => t.Purpose == purpose, ct);
    }

    private IQueryable<OutboxTransaction> Rows(TContext db) => db.Set<OutboxTransaction>().Where(t => t.Wallet == wallet);
}
