namespace Iexec.Ethereum;

/// <summary>A log that a contract wrote in a transaction.</summary>
/// <param name="Address">The contract.</param>
/// <param name="Topics">Up to four words by which nodes index it; the first is usually the event's hash.</param>
/// <param name="Data">The rest.</param>
/// <param name="BlockNumber">The block's number.</param>
/// <param name="BlockHash">The block's hash.</param>
/// <param name="TransactionHash">The transaction's hash.</param>
/// <param name="LogIndex">Its place among the block's logs.</param>
/// <param name="TransactionIndex">The transaction's place in the block.</param>
/// <param name="Removed">Whether a reorganisation removed its block.</param>
public sealed record Log(
    Address Address,
    IReadOnlyList<Bytes32> Topics,
    byte[] Data,
    ulong BlockNumber,
    Bytes32 BlockHash,
    Bytes32 TransactionHash,
    uint LogIndex,
    uint TransactionIndex,
    bool Removed = false);
