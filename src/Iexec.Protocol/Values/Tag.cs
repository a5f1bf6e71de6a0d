using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>What a task needs of a machine: 256 bits, of which bit 0 asks for a TEE, bits 1 to 3 name its framework, bit 8 a GPU.</summary>
/// <param name="Value">The 32 bytes as on chain.</param>
[JsonConverter(typeof(ParsableJsonConverter<Tag>))]
public readonly record struct Tag(Bytes32 Value) : IParsable<Tag>
{
    private static readonly (string Name, int Bit)[] Names = [("tee", 0), ("scone", 1), ("gramine", 2), ("tdx", 3), ("gpu", 8)];

    /// <summary>Nothing special.</summary>
    public static Tag None => default;

    /// <summary>A TEE is asked for.</summary>
    public bool IsTee => HasBit(0);

    /// <summary>The union, as a deal's tag is of its orders'.</summary>
    public static Tag operator |(Tag a, Tag b)
    {
        Span<byte> left = stackalloc byte[32];
        Span<byte> right = stackalloc byte[32];
        a.Value.CopyTo(left);
        b.Value.CopyTo(right);
        for (var i = 0; i < 32; i++)
            left[i] |= right[i];
        return new(Bytes32.FromBytes(left));
    }

    /// <summary>The tag without the TEE framework bits, as a dataset's tag enters a deal.</summary>
    public Tag WithoutFramework()
    {
        Span<byte> bytes = stackalloc byte[32];
        Value.CopyTo(bytes);
        bytes[31] &= 0xF1;
        return new(Bytes32.FromBytes(bytes));
    }

    /// <summary>Whether every bit of this tag is in <paramref name="other"/>.</summary>
    public bool IsSubsetOf(Tag other) => (this | other) == other;

    /// <summary>The names of its bits, in order; <c>bit 17</c> for one that has none.</summary>
    public IEnumerable<string> BitNames() =>
        Enumerable.Range(0, 256).Where(HasBit).Select(bit => Array.Find(Names, n => n.Bit == bit).Name ?? $"bit {bit}");

    /// <summary>Reads 32 bytes of hexadecimal, or names such as <c>tee,tdx</c>.</summary>
    /// <exception cref="FormatException">Neither.</exception>
    public static Tag Parse(string s, IFormatProvider? provider = null) =>
        s.StartsWith("0x", StringComparison.Ordinal) ? new(Bytes32.Parse(s)) : FromNames(s.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>A tag from bit names.</summary>
    /// <exception cref="FormatException">A name is unknown.</exception>
    public static Tag FromNames(IEnumerable<string> names)
    {
        Span<byte> bytes = stackalloc byte[32];
        foreach (var name in names)
        {
            var known = Array.Find(Names, n => n.Name == name);
            if (known.Name is null)
                throw new FormatException($"'{name}' is no tag: use {string.Join(", ", Names.Select(n => n.Name))}, or 32 bytes of hexadecimal");
            bytes[31 - known.Bit / 8] |= (byte)(1 << (known.Bit % 8));
        }
        return new(Bytes32.FromBytes(bytes));
    }

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Tag result)
    {
        try
        {
            result = Parse(s ?? "-", provider);
            return true;
        }
        catch (FormatException)
        {
            result = default;
            return false;
        }
    }

    /// <summary>The 32 bytes in hexadecimal.</summary>
    public override string ToString() => Value.ToString();

    private bool HasBit(int bit)
    {
        Span<byte> bytes = stackalloc byte[32];
        Value.CopyTo(bytes);
        return (bytes[31 - bit / 8] & (1 << (bit % 8))) != 0;
    }
}
