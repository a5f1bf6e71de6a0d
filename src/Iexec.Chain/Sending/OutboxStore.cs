using Iexec.Ethereum;
using Iexec.Protocol;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Chain;

/// <summary>A wallet's outbox in the database.</summary>
internal sealed class OutboxStore<TContext>(IDbContextFactory<TContext> databases, Address wallet, TimeProvider time) where TContext : DbContext
{
    private static readonly SemaphoreSlim Saving = new(1);

    /// <summary>The transaction for a purpose: the one that is there, or else a new one. The caller saves <paramref name="db"/>.</summary>
    public async Task<OutboxTransaction> AddAsync(TContext db, ContractCall call, string purpose, Repeat repeat, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);
        var existing = db.Set<OutboxTransaction>().Local.FirstOrDefault(t => t.Wallet == wallet && t.Purpose == purpose)
            ?? await Rows(db).FirstOrDefaultAsync(t => t.Purpose == purpose, ct);
        if (existing is not null)
        {
            if (!IsToRepeat(existing.State, repeat))
                return existing;
            // It stays to be watched, for a reorg may take a failed one back; the purpose goes to the new one.
            existing.Purpose = $"{purpose} #{existing.Id}";
            existing.Version++;
        }
        var row = new OutboxTransaction
        {
            Wallet = wallet,
            Purpose = purpose,
            Tries = (existing?.Tries ?? 0) + 1,
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
    public async Task<long> SaveAsync(ContractCall call, string purpose, Repeat repeat, CancellationToken ct)
    {
        // One after the other: where many write at once, SQLite lets them wait by blocking threads.
        await Saving.WaitAsync(ct);
        try
        {
            return await SaveAloneAsync(call, purpose, repeat, ct);
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
        await WithAttempts(db).Where(t => !t.IsSettled).OrderBy(t => t.Id).ToListAsync(ct);

    /// <summary>Those that were mined and settled, but whose nonces the chain has not used: a reorg took them back.</summary>
    /// <param name="db">The database.</param>
    /// <param name="minedCount">The first nonce that is not used.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<OutboxTransaction>> TakenBackAsync(TContext db, ulong minedCount, CancellationToken ct) =>
        await WithAttempts(db).Where(t => t.IsSettled && t.Nonce >= minedCount && t.State != OutboxState.Refused).ToListAsync(ct);

    /// <summary>Gives up what was not sent.</summary>
    /// <param name="purpose">The only purpose to give up; null for all.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What was given up.</returns>
    public async Task<IReadOnlyList<OutboxTransaction>> GiveUpAsync(string? purpose, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var given = new List<OutboxTransaction>();
        var queued = WithAttempts(db).Where(t => t.State == OutboxState.Queued && (purpose == null || t.Purpose == purpose));
        foreach (var row in await queued.ToListAsync(ct))
        {
            // In one statement: either this, or what sends it, comes first.
            var changed = await db.Set<OutboxTransaction>().Where(t => t.Id == row.Id && t.State == OutboxState.Queued).ExecuteUpdateAsync(
                set => set
                    .SetProperty(t => t.State, OutboxState.Refused)
                    .SetProperty(t => t.Reason, "it was given up before it was sent")
                    .SetProperty(t => t.IsSettled, true)
                    .SetProperty(t => t.Version, t => t.Version + 1),
                ct);
            if (changed == 1)
                given.Add(row);
        }
        return given;
    }

    /// <summary>The newest transaction for each of some purposes; none for those that were never in the outbox.</summary>
    public async Task<IReadOnlyList<OutboxTransaction>> NewestAsync(
        TContext db, IReadOnlyCollection<string> purposes, CancellationToken ct) =>
        await WithAttempts(db).AsNoTracking().Where(t => purposes.Contains(t.Purpose)).ToListAsync(ct);

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

    private async Task<long> SaveAloneAsync(ContractCall call, string purpose, Repeat repeat, CancellationToken ct)
    {
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            try
            {
                var row = await AddAsync(db, call, purpose, repeat, ct);
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

    private static bool IsToRepeat(OutboxState state, Repeat repeat) => state switch
    {
        OutboxState.Refused or OutboxState.Failed => repeat != Repeat.Never,
        OutboxState.Succeeded => repeat == Repeat.AfterAnyEnd,
        _ => false,
    };

    private IQueryable<OutboxTransaction> WithAttempts(TContext db) => Rows(db).Include(t => t.Attempts.OrderBy(a => a.Id));

    private IQueryable<OutboxTransaction> Rows(TContext db) => db.Set<OutboxTransaction>().Where(t => t.Wallet == wallet);
}
