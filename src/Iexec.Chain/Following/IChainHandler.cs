using Iexec.Ethereum;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Chain;

/// <summary>
/// Keeps a service's view of the chain. Both methods run inside the transaction that moves the cursor: they change <c>db</c> and nothing else.
/// What throws is tried again, and no later block is handled before. Reads of the chain and everything slow belong to the reconcile loop
/// that <see cref="ChainFollower{TContext}.Advanced"/> wakes: the database is locked meanwhile.
/// </summary>
/// <typeparam name="TContext">The service's database.</typeparam>
public interface IChainHandler<in TContext> where TContext : DbContext
{
    /// <summary>Stores what blocks led to.</summary>
    /// <param name="db">The database; need not be saved.</param>
    /// <param name="logs">The blocks' logs in the order of the chain; may be empty.</param>
    /// <param name="upTo">The last of the blocks.</param>
    /// <param name="ct">Cancels.</param>
    Task ApplyAsync(TContext db, IReadOnlyList<Log> logs, Block upTo, CancellationToken ct);

    /// <summary>Undoes what was stored for blocks that the chain dropped.</summary>
    /// <param name="db">The database; need not be saved.</param>
    /// <param name="fromBlock">The first of these blocks; all after it are dropped too. It may be the first that was ever handled.</param>
    /// <param name="ct">Cancels.</param>
    Task RollbackAsync(TContext db, ulong fromBlock, CancellationToken ct);
}
