using Iexec.Chain;
using Iexec.Ethereum;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>The chain at the last block that the market's follower handled.</summary>
internal sealed class FollowedChain(MarketChain chain)
{
    private (Bytes32 Block, ChainView View)? _last;
    private readonly Lock _lock = new();

    /// <summary>The view of that block. Ask for it after reading what it is to judge: then the block that made that due is in it.</summary>
    public async Task<ChainView> ViewAsync(MarketDb db, CancellationToken ct)
    {
        var cursor = await db.Set<ChainCursor>().AsNoTracking().SingleAsync(c => c.Follower == MarketWatcher.FollowerName, ct);
        lock (_lock)
        {
            if (_last?.Block != cursor.LastHash)
                _last = (cursor.LastHash, new(chain, cursor.NextBlock - 1));
            return _last.Value.View;
        }
    }
}
