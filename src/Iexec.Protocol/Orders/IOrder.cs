using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>What the four kinds of orders share.</summary>
public interface IOrder
{
    /// <summary>Which of the four.</summary>
    OrderKind Kind { get; }

    /// <summary>How many tasks.</summary>
    ulong Volume { get; }

    /// <summary>Needs or offers of a machine.</summary>
    Tag Tag { get; }

    /// <summary>Makes the order unique.</summary>
    Bytes32 Salt { get; }

    /// <summary>The signature: 65 or 64 bytes, or what an ERC-1271 contract expects; empty for a presigned order. Never hashed.</summary>
    byte[] Sign { get; }

    /// <summary>The EIP-712 struct hash.</summary>
    Bytes32 StructHash();

    /// <summary>The fields in the order of the contracts' struct, signature last.</summary>
    object[] ToAbi();
}
