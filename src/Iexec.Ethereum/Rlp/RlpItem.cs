using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>An item of RLP: a byte string, or a list of items.</summary>
public sealed class RlpItem
{
    private RlpItem(byte[] content, IReadOnlyList<RlpItem>? items) => (Content, Items) = (content, items);

    /// <summary>The byte string; empty for a list.</summary>
    internal byte[] Content { get; }

    /// <summary>The list's items; null for a byte string.</summary>
    internal IReadOnlyList<RlpItem>? Items { get; }

    /// <summary>A byte string.</summary>
    public static RlpItem Bytes(byte[] bytes) => new(bytes, null);

    /// <summary>A list.</summary>
    public static RlpItem List(params IReadOnlyList<RlpItem> items) => new([], items);

    /// <summary>A natural number: its big-endian bytes without leading zeros, none for zero.</summary>
    public static RlpItem Integer(BigInteger value) =>
        Bytes(value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true));
}
