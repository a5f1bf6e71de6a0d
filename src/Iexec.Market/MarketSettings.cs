using Iexec.Hosting;

namespace Iexec.Market;

/// <summary>What a market must be told. It serves one hub of one chain.</summary>
public sealed record MarketSettings : ServiceSettings
{
    /// <summary>The largest safe integer of the JSON that clients read (2^53-1): prices, volumes, categories and trusts above it are refused.</summary>
    public const long LargestNumber = (1L << 53) - 1;

    /// <summary>A market's defaults: orders are small, strangers are many.</summary>
    public MarketSettings()
    {
        MaxRequestBytes = 64 << 10;
        RequestsPerMinute = 100;
        LimitsLoopback = false;
    }

    /// <summary>The chain's id, which every request names.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>The block the hub was deployed in: nothing before it is read.</summary>
    public ulong FirstBlock { get; init; }

    /// <summary>How many blocks must follow one before it is believed.</summary>
    public int Confirmations { get; init; }

    /// <summary>How often the chain is asked for new blocks.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many open orders of a kind one signer may have.</summary>
    public int OpenOrdersPerSigner { get; init; } = 50;

    /// <summary>The longest a contract may take to judge a signature.</summary>
    public TimeSpan SignatureTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
