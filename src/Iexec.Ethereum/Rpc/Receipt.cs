using System.Numerics;
using System.Text.Json.Serialization;

namespace Iexec.Ethereum;

/// <summary>What came of a transaction in a block.</summary>
/// <param name="TransactionHash">The transaction.</param>
/// <param name="Status">1 when it succeeded, 0 when it reverted.</param>
/// <param name="BlockNumber">The block's number.</param>
/// <param name="BlockHash">The block's hash.</param>
/// <param name="From">Its sender.</param>
/// <param name="GasUsed">Units of gas it used.</param>
/// <param name="Logs">What contracts logged.</param>
/// <param name="EffectiveGasPrice">Wei paid for each unit of gas; null where the node does not say.</param>
/// <param name="ContractAddress">The contract it created; null when it created none.</param>
public sealed record Receipt(
    Bytes32 TransactionHash,
    ulong Status,
    ulong BlockNumber,
    Bytes32 BlockHash,
    Address From,
    ulong GasUsed,
    IReadOnlyList<Log> Logs,
    BigInteger? EffectiveGasPrice = null,
    Address? ContractAddress = null)
{
    /// <summary>Whether it succeeded.</summary>
    [JsonIgnore]
    public bool Succeeded => Status == 1;
}
