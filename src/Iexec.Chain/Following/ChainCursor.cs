using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>How far a follower has come. It moves in the transaction that stores what the blocks led to.</summary>
public sealed class ChainCursor
{
    /// <summary>The follower's name; the key.</summary>
    public required string Follower { get; init; }

    /// <summary>The id of the chain that is followed.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>The hash of that chain's block 0.</summary>
    public required Bytes32 Genesis { get; init; }

    /// <summary>The first block not handled yet.</summary>
    public required ulong NextBlock { get; init; }

    /// <summary>The hash of the last block handled, <see cref="NextBlock"/> − 1.</summary>
    public required Bytes32 LastHash { get; init; }

    /// <summary>The time of that block.</summary>
    public required DateTimeOffset LastTime { get; init; }

    internal ulong LastBlock => NextBlock - 1;

    internal ChainIdentity Identity => new(ChainId, Genesis);

    internal static ChainCursor After(Block block, string follower, ChainIdentity chain) => new()
    {
        Follower = follower,
        ChainId = chain.ChainId,
        Genesis = chain.Genesis,
        NextBlock = block.Number + 1,
        LastHash = block.Hash,
        LastTime = DateTimeOffset.FromUnixTimeSeconds((long)block.Timestamp),
    };
}
