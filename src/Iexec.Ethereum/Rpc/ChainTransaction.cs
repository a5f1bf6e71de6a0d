using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>A transaction as a node knows it, of any type. Amounts are in wei.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="From">Its sender.</param>
/// <param name="Nonce">How many transactions the sender made before.</param>
/// <param name="Gas">Units of gas it may use.</param>
/// <param name="Value">What it transfers.</param>
/// <param name="Input">The call's data, or the contract's init code.</param>
/// <param name="To">The account it calls; null when it creates a contract.</param>
/// <param name="GasPrice">Price of a unit of gas: offered, or once mined, paid.</param>
/// <param name="MaxFeePerGas">What is paid at most per unit of gas; null in older types.</param>
/// <param name="MaxPriorityFeePerGas">What the block's proposer gets at most per unit of gas; null in older types.</param>
/// <param name="BlockNumber">Its block; null while it waits for one.</param>
/// <param name="BlockHash">The hash of its block; null while it waits for one.</param>
public sealed record ChainTransaction(
    Bytes32 Hash,
    Address From,
    ulong Nonce,
    ulong Gas,
    BigInteger Value,
    byte[] Input,
    Address? To = null,
    BigInteger? GasPrice = null,
    BigInteger? MaxFeePerGas = null,
    BigInteger? MaxPriorityFeePerGas = null,
    ulong? BlockNumber = null,
    Bytes32? BlockHash = null);
