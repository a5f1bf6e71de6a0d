namespace Iexec.Ethereum;

/// <summary>Which logs to look for.</summary>
public sealed record LogFilter
{
    /// <summary>The first block.</summary>
    public BlockTag From { get; init; } = BlockTag.Latest;

    /// <summary>The last block.</summary>
    public BlockTag To { get; init; } = BlockTag.Latest;

    /// <summary>The only block, by hash, so that a reorganisation cannot go unnoticed; replaces <see cref="From"/> and <see cref="To"/>.</summary>
    public Bytes32? BlockHash { get; init; }

    /// <summary>The contracts; none for any.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>For each place among the topics the words it may be; none or null for any.</summary>
    public IReadOnlyList<IReadOnlyList<Bytes32>?> Topics { get; init; } = [];

    internal object ToJson() => new
    {
        fromBlock = BlockHash is null ? From : (BlockTag?)null,
        toBlock = BlockHash is null ? To : (BlockTag?)null,
        blockHash = BlockHash,
        address = Addresses.Count > 0 ? Addresses : null,
        topics = Topics.Select(t => t is { Count: > 0 } ? t : null),
    };
}
