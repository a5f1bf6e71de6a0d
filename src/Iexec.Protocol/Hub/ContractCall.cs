using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A call of a contract, to be sent as a transaction.</summary>
/// <param name="To">The contract; null creates one from <paramref name="Data"/>.</param>
/// <param name="Data">The encoded call, or the creation code.</param>
/// <param name="Value">Wei sent along.</param>
public sealed record ContractCall(Address? To, byte[] Data, BigInteger Value = default);
