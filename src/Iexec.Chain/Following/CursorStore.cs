using Iexec.Ethereum;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Chain;

/// <summary>A follower's cursor and recent blocks, and the transactions that move them together with the service's view.</summary>
internal sealed class CursorStore<TContext>(IDbContextFactory<TContext> databases, IChainHandler<TContext> handler, ChainFollowerSettings settings)
    where TContext : DbContext
{
    public async Task<ChainCursor?> ReadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<ChainCursor>().AsNoTracking().SingleOrDefaultAsync(c => c.Follower == settings.Name, ct);
    }

    /// <summary>The blocks whose hashes are kept, newest first.</summary>
    public async Task<IReadOnlyList<FollowedBlock>> RecentAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Blocks(db).AsNoTracking().OrderByDescending(b => b.Number).ToListAsync(ct);
    }

    /// <summary>A cursor after <paramref name="block"/>.</summary>
    public async Task<ChainCursor> CreateAsync(ChainIdentity chain, Block block, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var cursor = ChainCursor.After(block, settings.Name, chain);
        db.AddRange(cursor, Followed(block));
        await db.SaveChangesAsync(ct);
        return cursor;
    }

    public Task<ChainCursor> ApplyAsync(ChainCursor from, BlockBatch batch, CancellationToken ct) => MoveAsync(from, batch.UpTo, async db =>
    {
        await handler.ApplyAsync(db, batch.Logs, batch.UpTo, ct);
        db.AddRange(batch.Blocks.Select(Followed));
        await db.SaveChangesAsync(ct);
        await ForgetAsync(db, batch.UpTo.Number, ct);
    }, ct);

    /// <summary>Back to a block that is on chain, be its hash kept or not.</summary>
    public Task<ChainCursor> RollBackAsync(ChainCursor from, Block common, CancellationToken ct) => MoveAsync(from, common, async db =>
    {
        await handler.RollbackAsync(db, common.Number + 1, ct);
        await db.SaveChangesAsync(ct);
        await Blocks(db).Where(b => b.Number >= common.Number).ExecuteDeleteAsync(ct);
        db.Add(Followed(common));
        await db.SaveChangesAsync(ct);
    }, ct);

    // The cursor moves first: that locks it against another process, and fails if one was faster.
    private async Task<ChainCursor> MoveAsync(ChainCursor from, Block to, Func<TContext, Task> change, CancellationToken ct)
    {
        var cursor = ChainCursor.After(to, settings.Name, from.Identity);
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var moved = await db.Set<ChainCursor>()
            .Where(c => c.Follower == settings.Name && c.NextBlock == from.NextBlock && c.LastHash == from.LastHash)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(c => c.NextBlock, cursor.NextBlock)
                    .SetProperty(c => c.LastHash, cursor.LastHash)
                    .SetProperty(c => c.LastTime, cursor.LastTime),
                ct);
        if (moved != 1)
            throw new DbUpdateConcurrencyException($"another process moved follower {settings.Name}: run only one of them on a database");
        await change(db);
        await transaction.CommitAsync(ct);
        return cursor;
    }

    // One block before the window stays: the oldest point to return to.
    private async Task ForgetAsync(TContext db, ulong last, CancellationToken ct)
    {
        var window = (ulong)settings.ReorgWindow;
        if (last <= window)
            return;
        var oldest = await Blocks(db).Where(b => b.Number <= last - window).MaxAsync(b => (ulong?)b.Number, ct);
        if (oldest is { } number)
            await Blocks(db).Where(b => b.Number < number).ExecuteDeleteAsync(ct);
    }

    private IQueryable<FollowedBlock> Blocks(TContext db) => db.Set<FollowedBlock>().Where(b => b.Follower == settings.Name);

    private FollowedBlock Followed(Block block) => new() { Follower = settings.Name, Number = block.Number, Hash = block.Hash };
}
