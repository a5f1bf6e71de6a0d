using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>A block's header.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="ParentHash">The hash of the block before.</param>
/// <param name="Timestamp">Seconds since 1970.</param>
/// <param name="BaseFeePerGas">What each unit of gas burns, in wei; null on chains without EIP-1559.</param>
public sealed record Block(ulong Number, Bytes32 Hash, Bytes32 ParentHash, ulong Timestamp, BigInteger? BaseFeePerGas = null);
