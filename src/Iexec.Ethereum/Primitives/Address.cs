using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Iexec.Ethereum;

/// <summary>The 20-byte address of an account or a contract.</summary>
[JsonConverter(typeof(StringJsonConverter<Address>))]
public readonly struct Address : IEquatable<Address>, IComparable<Address>, IParsable<Address>
{
    /// <summary>Its length in bytes.</summary>
    public const int Length = 20;

    private readonly ulong _a, _b;
    private readonly uint _c;

    private Address(ReadOnlySpan<byte> bytes)
    {
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
    }

    /// <summary>The zero address, which stands for "none".</summary>
    public static Address Zero => default;

    /// <summary>Takes exactly 20 bytes.</summary>
    /// <exception cref="FormatException">The length is not 20.</exception>
    public static Address FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new Address(bytes)
        : throw new FormatException($"An address has 20 bytes, found {bytes.Length}.");

    /// <summary>The address of an account, from its uncompressed public key: the last 20 bytes of the key's Keccak-256.</summary>
    /// <param name="publicKey">65 bytes: 4, X, Y.</param>
    public static Address FromPublicKey(ReadOnlySpan<byte> publicKey) => publicKey is [4, ..] && publicKey.Length == 65
        ? Last20(Keccak256.Hash(publicKey[1..]))
        : throw new FormatException("Expected an uncompressed public key: the byte 4 and 64 more.");

    /// <summary>The address of a contract that an account creates with this nonce.</summary>
    public static Address Create(Address sender, ulong nonce) =>
        Last20(Keccak256.Hash(Rlp.Encode(RlpItem.List(RlpItem.Bytes(sender.ToBytes()), RlpItem.Integer(nonce)))));

    /// <summary>The address of a contract that another creates with CREATE2 (EIP-1014).</summary>
    public static Address Create2(Address sender, Bytes32 salt, Bytes32 initCodeHash)
    {
        Span<byte> preimage = stackalloc byte[1 + Length + 2 * Bytes32.Length];
        preimage[0] = 0xff;
        sender.CopyTo(preimage[1..]);
        salt.CopyTo(preimage[21..]);
        initCodeHash.CopyTo(preimage[53..]);
        return Last20(Keccak256.Hash(preimage));
    }

    /// <summary>Reads 40 hexadecimal digits, with or without <c>0x</c>; mixed case must match the EIP-55 checksum.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static Address Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        if (!TryDecode(s, out var address))
            throw new FormatException($"{Hex.Excerpt(s)} is not an address: expected 0x and 40 hexadecimal digits.");
        if (!AddressChecksum.Accepts(Hex.Digits(s), address))
            throw new FormatException($"'{s}' is mistyped: its upper and lower case do not match its EIP-55 checksum. Copy it again, or write it all in lower case if you are sure of it.");
        return address;
    }

    /// <summary>Like <see cref="Parse(string)"/>, but answers false instead of throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Address result)
    {
        if (s is not null && TryDecode(s, out result) && AddressChecksum.Accepts(Hex.Digits(s), result)) return true;
        result = default;
        return false;
    }

    /// <inheritdoc/>
    static Address IParsable<Address>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Address result) => TryParse(s, out result);

    /// <summary>A new array of the 20 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Writes the 20 bytes at the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], _c);
    }

    /// <summary>The address right-aligned in a word, as contracts see it.</summary>
    public Bytes32 ToWord()
    {
        Span<byte> word = stackalloc byte[Bytes32.Length];
        word.Clear();
        CopyTo(word[(Bytes32.Length - Length)..]);
        return Bytes32.FromBytes(word);
    }

    /// <summary><c>0x</c> and 40 digits in the mixed case of EIP-55.</summary>
    public override string ToString() => AddressChecksum.Format(this);

    /// <inheritdoc/>
    public bool Equals(Address other) => _a == other._a && _b == other._b && _c == other._c;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Address other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_a, _b, _c);

    /// <summary>Orders as unsigned big-endian integers.</summary>
    public int CompareTo(Address other) => (_a, _b, _c).CompareTo((other._a, other._b, other._c));

    /// <summary>Same address.</summary>
    public static bool operator ==(Address left, Address right) => left.Equals(right);

    /// <summary>Different addresses.</summary>
    public static bool operator !=(Address left, Address right) => !left.Equals(right);

    /// <summary>Less, as unsigned big-endian integers.</summary>
    public static bool operator <(Address left, Address right) => left.CompareTo(right) < 0;

    /// <summary>Less or equal, as unsigned big-endian integers.</summary>
    public static bool operator <=(Address left, Address right) => left.CompareTo(right) <= 0;

    /// <summary>Greater, as unsigned big-endian integers.</summary>
    public static bool operator >(Address left, Address right) => left.CompareTo(right) > 0;

    /// <summary>Greater or equal, as unsigned big-endian integers.</summary>
    public static bool operator >=(Address left, Address right) => left.CompareTo(right) >= 0;

    private static Address Last20(Bytes32 hash)
    {
        Span<byte> bytes = stackalloc byte[Bytes32.Length];
        hash.CopyTo(bytes);
        return new Address(bytes[12..]);
    }

    private static bool TryDecode(string s, out Address address)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var valid = Hex.TryDecode(Hex.Digits(s), bytes);
        address = valid ? new Address(bytes) : default;
        return valid;
    }
}
