using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>Fees, in wei per unit of gas, with which a transaction should enter one of the next blocks.</summary>
/// <param name="MaxFeePerGas">What to pay at most.</param>
/// <param name="MaxPriorityFeePerGas">What to give the block's proposer at most.</param>
public sealed record FeeSuggestion(BigInteger MaxFeePerGas, BigInteger MaxPriorityFeePerGas);
