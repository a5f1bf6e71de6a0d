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

    /// <summary>Raised after each transaction that moved the view, forward or back, with the last block it holds. A hint: must be quick.</summary>
    public event Action<Block>? Advanced;

    /// <summary>How it is doing.</summary>
    public FollowerStatus Status => _status;

    /// <summary>Makes it look for new blocks now.</summary>
    public void Wake() => _wake.Give();

    /// <summary>Follows until cancelled. Faults of the node, the handler and the database are told by <see cref="Status"/> and tried again.</summary>
    /// <exception cref="ChainMismatchException">The node's chain is not the one that the view came from.</exception>
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
            var node = await ChainIdentity.ReadAsync(eth, ct);
            cursor?.Identity.Require(node, $"follower {settings.Name}");
            if (cursor is null && (cursor = await BeginAsync(node, ct)) is null)
                return false;
            _isIdentified = true;
        }
        var head = await eth.GetBlockAsync(BlockTag.Latest, ct) ?? throw new InvalidDataException("the node does not know its newest block");
        if (!await IsOnChainAsync(cursor, head, ct))
            return await ReturnToChainAsync(cursor, head, ct);

        var confirmations = (ulong)settings.Confirmations;
        var target = head.Number > confirmations ? head.Number - confirmations : 0;
        if (target <= cursor.LastBlock)
        {
            Tell(cursor, head, head.Number < cursor.LastBlock ? $"the node is behind: its newest block is {head.Number}" : null);
            return false;
        }
        var batch = await _reader.ReadAsync(cursor, target, head.Number, ct);
        cursor = await _store.ApplyAsync(cursor, batch, ct);
        Tell(cursor, head, null);
        Advance(batch.UpTo);
        return cursor.LastBlock < target;
    }

    private async Task<ChainCursor?> BeginAsync(ChainIdentity node, CancellationToken ct)
    {
        var before = Math.Max(settings.StartBlock, 1) - 1;
        if (await eth.GetBlockAsync(before, ct) is { } block)
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

    // The node's chain lacks the last block handled: another branch won, or the node is behind.
    private async Task<bool> ReturnToChainAsync(ChainCursor cursor, Block head, CancellationToken ct)
    {
        if (head.Number + (ulong)settings.ReorgWindow < cursor.LastBlock)
            throw await MismatchAsync(cursor, $"its newest block is {head.Number}", ct);
        var known = (await _store.RecentAsync(ct)).Where(b => b.Number <= head.Number).ToList();
        foreach (var (i, followed) in known.Index())
        {
            var block = await eth.GetBlockAsync(followed.Number, ct);
            if (block?.Hash != followed.Hash)
                continue;
            if (i == 0 && head.Number < cursor.LastBlock)
            {
                // All that the node has agrees with the view: nothing to undo until a longer branch shows.
                Tell(cursor, head, $"the node is behind: its newest block is {head.Number}, the view holds {cursor.LastBlock}");
                return false;
            }
            log.LogInformation("Follower {Name} rolls back from block {Last} to {Common}", settings.Name, cursor.LastBlock, block.Number);
            Tell(await _store.RollBackAsync(cursor, block, ct), head, null);
            Advance(block);
            return true;
        }
        throw await MismatchAsync(cursor, $"none of the last {settings.ReorgWindow} blocks handled is on it", ct);
    }

    private async Task<ChainMismatchException> MismatchAsync(ChainCursor cursor, string why, CancellationToken ct)
    {
        cursor.Identity.Require(await ChainIdentity.ReadAsync(eth, ct), $"follower {settings.Name}");
        return new(
            $"the node's chain is not the one that follower {settings.Name} followed up to block {cursor.LastBlock} ({cursor.LastHash}): {why}. "
            + "Use a node of that chain, or a new database");
    }

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
