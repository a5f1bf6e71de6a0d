using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>A call of a contract to simulate.</summary>
/// <param name="To">The contract; null to create one.</param>
/// <param name="Data">The call's data, or the init code.</param>
/// <param name="From">The caller; null for the zero address.</param>
/// <param name="Value">Wei sent with it; null for none.</param>
public sealed record CallRequest(Address? To, byte[] Data, Address? From = null, BigInteger? Value = null);
