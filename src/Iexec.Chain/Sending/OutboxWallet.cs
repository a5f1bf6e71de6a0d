using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>The chain that a wallet's outbox belongs to: its nonces and receipts mean nothing on another.</summary>
public sealed class OutboxWallet
{
    /// <summary>The wallet; the key.</summary>
    public required Address Wallet { get; init; }

    /// <summary>The chain's id.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>The hash of the chain's block 0.</summary>
    public required Bytes32 Genesis { get; init; }

    internal ChainIdentity Identity => new(ChainId, Genesis);
}
