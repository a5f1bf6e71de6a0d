using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Iexec.Ethereum;

/// <summary>32 bytes: a hash, a salt, an id, or a 256-bit big-endian word.</summary>
[JsonConverter(typeof(StringJsonConverter<Bytes32>))]
public readonly struct Bytes32 : IEquatable<Bytes32>, IComparable<Bytes32>, IParsable<Bytes32>
{
    /// <summary>Its length in bytes.</summary>
    public const int Length = 32;

    private readonly ulong _a, _b, _c, _d;

    private Bytes32(ReadOnlySpan<byte> bytes)
    {
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>32 zero bytes.</summary>
    public static Bytes32 Zero => default;

    /// <summary>Takes exactly 32 bytes.</summary>
    /// <exception cref="FormatException">The length is not 32.</exception>
    public static Bytes32 FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new Bytes32(bytes)
        : throw new FormatException($"Expected 32 bytes, found {bytes.Length}.");

    /// <summary>An integer as a big-endian word; a negative one in two's complement.</summary>
    /// <exception cref="OverflowException">The integer does not fit 256 bits.</exception>
    public static Bytes32 FromInteger(BigInteger value)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Word.Write(bytes, value);
        return new Bytes32(bytes);
    }

    /// <summary>The word read as an unsigned big-endian integer.</summary>
    public BigInteger ToInteger()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>Reads 64 hexadecimal digits, with or without <c>0x</c>.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static Bytes32 Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var result)
            ? result
            : throw new FormatException($"{Hex.Excerpt(s)} is not 32 bytes: expected 0x and 64 hexadecimal digits.");
    }

    /// <summary>Like <see cref="Parse(string)"/>, but answers false instead of throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Bytes32 result)
    {
        result = default;
        Span<byte> bytes = stackalloc byte[Length];
        if (s is null || !Hex.TryDecode(Hex.Digits(s), bytes)) return false;
        result = new Bytes32(bytes);
        return true;
    }

    /// <inheritdoc/>
    static Bytes32 IParsable<Bytes32>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Bytes32 result) => TryParse(s, out result);

    /// <summary>A new array of the 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Writes the 32 bytes at the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <summary><c>0x</c> and 64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Hex.Encode(bytes);
    }

    /// <inheritdoc/>
    public bool Equals(Bytes32 other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Bytes32 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_a, _b, _c, _d);

    /// <summary>Orders as unsigned big-endian integers.</summary>
    public int CompareTo(Bytes32 other) => (_a, _b, _c, _d).CompareTo((other._a, other._b, other._c, other._d));

    /// <summary>Same bytes.</summary>
    public static bool operator ==(Bytes32 left, Bytes32 right) => left.Equals(right);

    /// <summary>Different bytes.</summary>
    public static bool operator !=(Bytes32 left, Bytes32 right) => !left.Equals(right);

    /// <summary>Less, as unsigned big-endian integers.</summary>
    public static bool operator <(Bytes32 left, Bytes32 right) => left.CompareTo(right) < 0;

    /// <summary>Less or equal, as unsigned big-endian integers.</summary>
    public static bool operator <=(Bytes32 left, Bytes32 right) => left.CompareTo(right) <= 0;

    /// <summary>Greater, as unsigned big-endian integers.</summary>
    public static bool operator >(Bytes32 left, Bytes32 right) => left.CompareTo(right) > 0;

    /// <summary>Greater or equal, as unsigned big-endian integers.</summary>
    public static bool operator >=(Bytes32 left, Bytes32 right) => left.CompareTo(right) >= 0;
}
