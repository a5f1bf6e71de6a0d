using Iexec.Ethereum;
using Iexec.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Iexec.Chain;

/// <summary>
/// Follows a chain for a service and keeps its view in the service's database. The view is always that of one branch of the chain up to the
/// cursor: what blocks led to and the cursor's move are stored together or not at all, and blocks that the chain drops are rolled back.
/// </summary>
/// <typeparam name="TContext">The service's database, with <see cref="ChainFollowerModel.AddChainFollower"/>.</typeparam>
/// <param name="eth">The chain.</param>
/// <param name="databases">Opens the database.</param>
/// <param name="handler">What the service does with blocks.</param>
/// <param name="settings">What to follow.</param>
/// <param name="surroundings">The clock and chance.</param>
/// <param name="log">Where faults are told.</param>
public sealed class ChainFollower<TContext>(
    EthClient eth,
    IDbContextFactory<TContext> databases,
    IChainHandler<TContext> handler,
    ChainFollowerSettings settings,
    Surroundings surroundings,
    ILogger<ChainFollower<TContext>> log) where TContext : DbContext
{
    private readonly BlockReader _reader = new(eth, settings);
    private readonly CursorStore<TContext> _store = new(databases, handler, settings);
    private readonly WakeUp _wake = new(surroundings.Time);
    private volatile FollowerStatus _status = new();
    private bool _isIdentified;
    private DateTimeOffset? _partedAt;

    /// <summary>Raised after each transaction that moved the view, forward or back, with the last block it holds. A hint: must be quick.</summary>
    public event Action<Block>? Advanced;

    /// <summary>How it is doing.</summary>
    public FollowerStatus Status => _status;

    /// <summary>Makes it look for new blocks now.</summary>
    public void Wake() => _wake.Give();

    /// <summary>Follows until cancelled. Faults of the node, the handler and the database are told by <see cref="Status"/> and tried again.</summary>
    /// <exception cref="ChainMismatchException">The node's chain has another id or first block than that of the view.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var backoff = new Backoff(settings.PollInterval, settings.MaxBackoff);
        var failures = 0;
        while (true)
        {
            try
            {
                var isBehind = await StepAsync(ct);
                failures = 0;
                if (!isBehind)
                    await _wake.WaitAsync(settings.PollInterval, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                _status = _status with { Reason = e.Message, FailingSince = _status.FailingSince ?? surroundings.Time.GetUtcNow() };
                if (e is ChainMismatchException)
                    throw;
                var wait = backoff.After(++failures, surroundings.Randomness);
                log.LogWarning(e, "Follower {Name} stays before block {Block} and tries again in {Wait}", settings.Name, _status.Block + 1, wait);
                await _wake.WaitAsync(wait, ct);
            }
        }
    }

    // One look at the chain, and at most one transaction. True when there may be more to do at once.
    private async Task<bool> StepAsync(CancellationToken ct)
    {
        var cursor = await _store.ReadAsync(ct);
        if (!_isIdentified || cursor is null)
        {
            var node = await IdentifyAsync(cursor, ct);
            if (cursor is null && (cursor = await BeginAsync(node, ct)) is null)
                return false;
            _isIdentified = true;
        }
        var head = await eth.GetBlockAsync(BlockTag.Latest, ct) ?? throw new InvalidDataException("the node does not know its newest block");
        if (!await IsOnChainAsync(cursor, head, ct))
            return await ReturnToChainAsync(cursor, head, ct);

        _partedAt = null;
        var confirmations = (ulong)settings.Confirmations;
        var target = head.Number > confirmations ? head.Number - confirmations : 0;
        if (target <= cursor.LastBlock)
        {
            Tell(cursor, head, null);
            return false;
        }
        var batch = await _reader.ReadAsync(cursor, target, head.Number, ct);
        cursor = await _store.ApplyAsync(cursor, batch, ct);
        Tell(cursor, head, null);
        Advance(batch.UpTo);
        return cursor.LastBlock < target;
    }

    private async Task<ChainIdentity> IdentifyAsync(ChainCursor? cursor, CancellationToken ct)
    {
        var node = await ChainIdentity.ReadAsync(eth, ct);
        cursor?.Identity.Require(node, $"follower {settings.Name}");
        return node;
    }

    private async Task<ChainCursor?> BeginAsync(ChainIdentity node, CancellationToken ct)
    {
        if (await eth.GetBlockAsync(BeforeStart, ct) is { } block)
            return await _store.CreateAsync(node, block, ct);
        _status = _status with { Reason = $"the chain has not reached block {settings.StartBlock} yet", FailingSince = null };
        return null;
    }

    private async Task<bool> IsOnChainAsync(ChainCursor cursor, Block head, CancellationToken ct)
    {
        if (head.Number == cursor.LastBlock)
            return head.Hash == cursor.LastHash;
        if (head.Number == cursor.NextBlock && head.ParentHash == cursor.LastHash)
            return true;
        return head.Number > cursor.LastBlock && (await eth.GetBlockAsync(cursor.LastBlock, ct))?.Hash == cursor.LastHash;
    }

    // The node's chain lacks the last block handled: another branch won, or the node is behind. Only another hash at a height tells of
    // another branch; a block that the node does not know tells of nothing, for behind one address there may be many nodes.
    private async Task<bool> ReturnToChainAsync(ChainCursor cursor, Block head, CancellationToken ct)
    {
        await IdentifyAsync(cursor, ct);
        var known = (await _store.RecentAsync(ct)).Where(b => b.Number <= head.Number).ToList();
        var isBehind = known.Count == 0;
        foreach (var followed in known)
        {
            var block = await eth.GetBlockAsync(followed.Number, ct);
            isBehind |= block is null || (block.Hash == followed.Hash && followed == known[0] && head.Number < cursor.LastBlock);
            if (isBehind)
                break;
            if (block!.Hash == followed.Hash)
                return await RollBackAsync(cursor, block, head, ct);
        }
        if (!isBehind)
            return await RebuildAsync(cursor, head, ct);
        // Nothing to undo until the node has what the view has.
        Tell(cursor, head, $"the node is behind: its newest block is {head.Number}, the view holds {cursor.LastBlock}; it is waited for");
        return false;
    }

    // The branches part before the oldest hash that is kept. The chain is the truth, so the view is read anew; but not for a node that is
    // astray for a while, for that may take long.
    private async Task<bool> RebuildAsync(ChainCursor cursor, Block head, CancellationToken ct)
    {
        var now = surroundings.Time.GetUtcNow();
        var due = (_partedAt ??= now) + settings.RebuildAfter;
        if (now >= due && await eth.GetBlockAsync(BeforeStart, ct) is { } start)
            return await RollBackAsync(cursor, start, head, ct);
        Tell(
            cursor, head,
            $"none of the last blocks handled, up to {cursor.LastBlock} ({cursor.LastHash}), is on the node's chain: "
            + $"unless that changes, the view is read again from block {settings.StartBlock} on at {due:u}");
        return false;
    }

    private async Task<bool> RollBackAsync(ChainCursor cursor, Block common, Block head, CancellationToken ct)
    {
        log.LogWarning("Follower {Name} rolls back from block {Last} to {Common}", settings.Name, cursor.LastBlock, common.Number);
        Tell(await _store.RollBackAsync(cursor, common, ct), head, null);
        _partedAt = null;
        Advance(common);
        return true;
    }

    // The block before the first that is handled.
    private ulong BeforeStart => Math.Max(settings.StartBlock, 1) - 1;

    private void Tell(ChainCursor cursor, Block head, string? reason) =>
        _status = new(head.Number, cursor.LastBlock, cursor.LastTime, reason);

    private void Advance(Block block)
    {
        try
        {
            Advanced?.Invoke(block);
        }
        catch (Exception e)
        {
            log.LogError(e, "A listener of follower {Name} failed at block {Block}", settings.Name, block.Number);
        }
    }
}
