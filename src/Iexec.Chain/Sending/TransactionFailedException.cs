using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>A transaction was mined, but the contract reverted it. Its gas is spent.</summary>
/// <param name="purpose">What it was for.</param>
/// <param name="hash">Its hash.</param>
/// <param name="reason">The contract's reason, in words.</param>
public sealed class TransactionFailedException(string purpose, Bytes32 hash, string reason)
    : Exception($"{purpose} failed on chain: {reason} (transaction {hash})")
{
    /// <summary>The transaction's hash.</summary>
    public Bytes32 Hash { get; } = hash;

    /// <summary>The contract's reason, in words.</summary>
    public string Reason { get; } = reason;
}
