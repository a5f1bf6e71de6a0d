using System.Globalization;

namespace Iexec.Ethereum;

/// <summary>A type of Solidity's application binary interface.</summary>
public sealed class AbiType
{
    private AbiType(AbiKind kind) => Kind = kind;

    /// <summary>Its family.</summary>
    public AbiKind Kind { get; }

    /// <summary>Bits of an integer, bytes of a <c>bytesN</c>; 0 for others.</summary>
    public int Size { get; private init; }

    /// <summary>What an array holds.</summary>
    public AbiType? Element { get; private init; }

    /// <summary>How many an array <c>T[n]</c> holds; null for <c>T[]</c>.</summary>
    public int? Length { get; private init; }

    /// <summary>The fields of a tuple.</summary>
    public IReadOnlyList<AbiParameter> Components { get; private init; } = [];

    /// <summary>Whether its encoding varies in length.</summary>
    public bool IsDynamic { get; private init; }

    /// <summary>Bytes it takes where it stands: its encoding, or the offset of one that varies in length.</summary>
    internal int HeadSize { get; private init; } = Word.Length;

    /// <summary>Levels of arrays and tuples in it.</summary>
    internal int Depth { get; private init; }

    /// <summary>Reads a type such as <c>(address app,uint256 price)[2][]</c>; names of fields are optional.</summary>
    /// <exception cref="FormatException">The text is not a type.</exception>
    public static AbiType Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new AbiParser(text);
        var type = parser.Type();
        parser.End();
        return type;
    }

    /// <summary>The canonical text, as it enters a selector: <c>(address,uint256)[2][]</c>.</summary>
    public override string ToString() => Kind switch
    {
        AbiKind.UnsignedInteger => string.Create(CultureInfo.InvariantCulture, $"uint{Size}"),
        AbiKind.SignedInteger => string.Create(CultureInfo.InvariantCulture, $"int{Size}"),
        AbiKind.FixedBytes => string.Create(CultureInfo.InvariantCulture, $"bytes{Size}"),
        AbiKind.Address => "address",
        AbiKind.Boolean => "bool",
        AbiKind.Bytes => "bytes",
        AbiKind.Text => "string",
        AbiKind.Array => $"{Element}[{Length?.ToString(CultureInfo.InvariantCulture)}]",
        _ => $"({string.Join(',', Components.Select(c => c.Type))})",
    };

    /// <summary>The type of one value in an array or a tuple.</summary>
    internal AbiType At(int index) => Element ?? Components[index].Type;

    internal static AbiType Elementary(AbiKind kind, int size = 0) =>
        new(kind) { Size = size, IsDynamic = kind is AbiKind.Bytes or AbiKind.Text };

    internal static AbiType ArrayOf(AbiType element, int? length)
    {
        var isDynamic = length is null || element.IsDynamic;
        return new(AbiKind.Array)
        {
            Element = element,
            Length = length,
            IsDynamic = isDynamic,
            HeadSize = isDynamic ? Word.Length : Bounded((long)element.HeadSize * length!.Value),
            Depth = Deeper(element.Depth),
        };
    }

    internal static AbiType TupleOf(IReadOnlyList<AbiParameter> components)
    {
        var isDynamic = components.Any(c => c.Type.IsDynamic);
        return new(AbiKind.Tuple)
        {
            Components = components,
            IsDynamic = isDynamic,
            HeadSize = isDynamic ? Word.Length : Bounded(components.Sum(c => (long)c.Type.HeadSize)),
            Depth = Deeper(components.Count == 0 ? 0 : components.Max(c => c.Type.Depth)),
        };
    }

    private static int Bounded(long size) => size <= 1 << 26 ? (int)size : throw new FormatException("A type of fixed length takes at most 64 MiB.");

    private static int Deeper(int depth) => depth < 32 ? depth + 1 : throw new FormatException("Types may be nested 32 deep.");
}
