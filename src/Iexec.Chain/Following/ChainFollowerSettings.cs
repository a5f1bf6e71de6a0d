using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>What a follower follows, and how.</summary>
public sealed record ChainFollowerSettings
{
    /// <summary>The follower's name in its database; each has a cursor of its own.</summary>
    public required string Name { get; init; }

    /// <summary>The contracts whose logs are wanted; empty for all contracts.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>The event topics wanted in each position (the topics of a position are alternatives, null is any); empty for all events.</summary>
    public IReadOnlyList<IReadOnlyList<Bytes32>?> Topics { get; init; } = [];

    /// <summary>The first block that may hold such a log: where a follower without cursor begins.</summary>
    public ulong StartBlock { get; init; }

    /// <summary>How many blocks must stand on a block before it is handled. 0 handles the newest, and rolls back when it goes.</summary>
    public int Confirmations { get; init; }

    /// <summary>How many blocks are asked for at once while catching up. It shrinks by itself while the node finds that too much.</summary>
    public int BatchBlocks { get; init; } = 2000;

    /// <summary>
    /// How many blocks a reorg may take back. Blocks nearer to the head are read one by one, each tied to its parent, and their hashes are kept.
    /// </summary>
    public int ReorgWindow { get; init; } = 64;

    /// <summary>
    /// How long the node's chain must be another branch than the view, from before the oldest block whose hash is kept, until the view is
    /// read again from <see cref="StartBlock"/> on.
    /// </summary>
    public TimeSpan RebuildAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait at the head before looking for new blocks.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait after failures in a row.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(1);
}
