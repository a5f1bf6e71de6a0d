using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>A block that a follower handled lately: after a reorg, the newest of them that is still on chain is where the two branches part.</summary>
public sealed class FollowedBlock
{
    /// <summary>The follower's name.</summary>
    public required string Follower { get; init; }

    /// <summary>The block's number.</summary>
    public required ulong Number { get; init; }

    /// <summary>The block's hash.</summary>
    public required Bytes32 Hash { get; init; }
}
