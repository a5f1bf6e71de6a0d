namespace Iexec.Ethereum;

/// <summary>The families of types in Solidity's application binary interface.</summary>
public enum AbiKind
{
    /// <summary><c>uint8</c> to <c>uint256</c>.</summary>
    UnsignedInteger,

    /// <summary><c>int8</c> to <c>int256</c>.</summary>
    SignedInteger,

    /// <summary><c>address</c>.</summary>
    Address,

    /// <summary><c>bool</c>.</summary>
    Boolean,

    /// <summary><c>bytes1</c> to <c>bytes32</c>.</summary>
    FixedBytes,

    /// <summary><c>bytes</c>.</summary>
    Bytes,

    /// <summary><c>string</c>, in UTF-8.</summary>
    Text,

    /// <summary><c>T[]</c> or <c>T[n]</c>.</summary>
    Array,

    /// <summary><c>(T,U)</c>: a struct, or the parameters of a function.</summary>
    Tuple,
}
