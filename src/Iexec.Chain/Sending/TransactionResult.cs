using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>A call that succeeded on chain.</summary>
/// <param name="Hash">The transaction's hash.</param>
/// <param name="Receipt">Its receipt.</param>
public sealed record TransactionResult(Bytes32 Hash, Receipt Receipt);
