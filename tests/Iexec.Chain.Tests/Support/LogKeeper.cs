using Iexec.Ethereum;
using Microsoft.EntityFrameworkCore;
using static Iexec.Chain.Tests.TestDatabase;

namespace Iexec.Chain.Tests;

/// <summary>A service whose view of the chain is the list of logs.</summary>
public sealed class LogKeeper : IChainHandler<Context>
{
    /// <summary>Runs after the logs of a batch are stored, before the commit.</summary>
    public Action<Context, Block>? BeforeCommit { get; set; }

    /// <summary>How often blocks were rolled back.</summary>
    public int Rollbacks { get; private set; }

    public static SeenLog See(Log log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new((long)log.BlockNumber, log.LogIndex, log.BlockHash.ToString(), log.Topics[0].ToString());
    }

    public async Task ApplyAsync(Context db, IReadOnlyList<Log> logs, Block upTo, CancellationToken ct)
    {
        db.Seen.AddRange(logs.Select(See));
        await db.SaveChangesAsync(ct);
        BeforeCommit?.Invoke(db, upTo);
    }

    public Task RollbackAsync(Context db, ulong fromBlock, CancellationToken ct)
    {
        Rollbacks++;
        return db.Seen.Where(s => s.Block >= (long)fromBlock).ExecuteDeleteAsync(ct);
    }
}
