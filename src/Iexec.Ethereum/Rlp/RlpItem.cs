using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>An item of RLP: a byte string, or a list of items.</summary>
public sealed class RlpItem
{
    private readonly byte[] _bytes = [];
    private readonly IReadOnlyList<RlpItem>? _items;

    private RlpItem(byte[] bytes) => _bytes = bytes;

    private RlpItem(IReadOnlyList<RlpItem> items) => _items = items;

    /// <summary>Whether this is a list.</summary>
    public bool IsList => _items is not null;

    /// <summary>A byte string.</summary>
    public static RlpItem Bytes(byte[] bytes) => new(bytes);

    /// <summary>A list.</summary>
    public static RlpItem List(params IReadOnlyList<RlpItem> items) => new(items);

    /// <summary>A natural number: its big-endian bytes without leading zeros, none for zero.</summary>
    public static RlpItem Integer(BigInteger value) =>
        new(value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true));

    /// <summary>The byte string.</summary>
    /// <exception cref="FormatException">This is a list.</exception>
    public byte[] AsBytes() => IsList ? throw new FormatException("Expected a byte string in RLP, found a list.") : _bytes;

    /// <summary>The list's items.</summary>
    /// <exception cref="FormatException">This is a byte string.</exception>
    public IReadOnlyList<RlpItem> AsList() => _items ?? throw new FormatException("Expected a list in RLP, found a byte string.");

    /// <summary>The natural number.</summary>
    /// <exception cref="FormatException">This is a list, has leading zeros, or more than 256 bits.</exception>
    public BigInteger AsInteger() => AsBytes() switch
    {
        [0, ..] => throw new FormatException("An integer in RLP has no leading zeros."),
        { Length: > Word.Length } bytes => throw new FormatException($"An integer in RLP has at most 32 bytes here, found {bytes.Length}."),
        var bytes => new BigInteger(bytes, isUnsigned: true, isBigEndian: true),
    };
}
