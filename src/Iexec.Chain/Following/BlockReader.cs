using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>Reads a follower's blocks and logs such that they belong to one branch of the chain.</summary>
internal sealed class BlockReader(EthClient eth, ChainFollowerSettings settings)
{
    private const int NearBlocks = 16;

    private readonly LogFilter _filter = new() { Addresses = settings.Addresses, Topics = settings.Topics };
    private readonly LogReader _logs = new(eth, (ulong)settings.BatchBlocks);

    /// <summary>The next blocks after <paramref name="cursor"/>, up to <paramref name="target"/>.</summary>
    /// <param name="cursor">The last block handled, which is on chain.</param>
    /// <param name="target">The last block to handle.</param>
    /// <param name="head">The newest block.</param>
    /// <param name="ct">Cancels.</param>
    public Task<BlockBatch> ReadAsync(ChainCursor cursor, ulong target, ulong head, CancellationToken ct)
    {
        var window = (ulong)settings.ReorgWindow;
        var settled = Math.Min(target, head > window ? head - window : 0);
        return cursor.NextBlock <= settled ? ReadSettledAsync(cursor.NextBlock, settled, ct) : ReadNearAsync(cursor, target, ct);
    }

    // Too deep for a reorg: many blocks in one query, and only the last one's hash.
    private async Task<BlockBatch> ReadSettledAsync(ulong from, ulong settled, CancellationToken ct)
    {
        var before = await BlockAsync(settled, ct);
        var (logs, last) = await _logs.ReadSomeAsync(_filter, from, settled, ct);
        var upTo = await BlockAsync(last, ct);
        var after = last == settled ? upTo : await BlockAsync(settled, ct);
        if (after.Hash != before.Hash || logs.Any(l => l.BlockNumber == last && l.BlockHash != upTo.Hash))
            throw Changed(last);
        return new(logs, [upTo]);
    }

    // A reorg may come between two answers: each block is tied to its parent by hash, and its logs are asked for by its hash. Some nodes have
    // no logs, instead of an error, for a block that they dropped: so the last block must still be there afterwards.
    private async Task<BlockBatch> ReadNearAsync(ChainCursor cursor, ulong target, CancellationToken ct)
    {
        var count = (int)Math.Min(target - cursor.LastBlock, NearBlocks);
        var answers = await eth.GetBlocksAsync(Enumerable.Range(0, count).Select(i => cursor.NextBlock + (ulong)i), ct);
        var blocks = new List<Block>(count);
        foreach (var block in answers)
        {
            if (block?.ParentHash != (blocks.Count > 0 ? blocks[^1].Hash : cursor.LastHash))
                throw Changed(cursor.NextBlock + (ulong)blocks.Count);
            blocks.Add(block!);
        }
        var logs = await Task.WhenAll(blocks.Select(b => eth.GetLogsAsync(Filter(b.Hash), ct)));
        if ((await BlockAsync(blocks[^1].Number, ct)).Hash != blocks[^1].Hash)
            throw Changed(blocks[^1].Number);
        return new([.. logs.SelectMany(l => l)], blocks);
    }

    private static InvalidDataException Changed(ulong block) => new($"the node's chain changed at block {block} while it was read");

    private async Task<Block> BlockAsync(ulong number, CancellationToken ct) =>
        await eth.GetBlockAsync(number, ct) ?? throw new InvalidDataException($"the node does not know block {number} any more");

    private LogFilter Filter(Bytes32 block) => _filter with { BlockHash = block };
}
