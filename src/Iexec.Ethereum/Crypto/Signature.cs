using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Iexec.Ethereum;

/// <summary>An ECDSA signature from which its signer can be recovered.</summary>
/// <param name="R">The x coordinate of the nonce's point, modulo the order.</param>
/// <param name="S">The proof; at most half the order (EIP-2), so that a signature has one form only.</param>
/// <param name="V">27 or 28: the parity of the nonce's point.</param>
[JsonConverter(typeof(StringJsonConverter<Signature>))]
public readonly record struct Signature(Bytes32 R, Bytes32 S, byte V) : IParsable<Signature>
{
    /// <summary>Reads 65 bytes (R, S, V with V 27, 28, 0 or 1) or the 64 of EIP-2098.</summary>
    /// <exception cref="FormatException">Another length, or a part that no signature may have.</exception>
    public static Signature FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 64)
        {
            Span<byte> s = stackalloc byte[32];
            bytes[32..].CopyTo(s);
            s[0] &= 0x7f;
            return Create(Bytes32.FromBytes(bytes[..32]), Bytes32.FromBytes(s), bytes[32] >> 7);
        }
        if (bytes.Length != 65) throw new FormatException($"A signature has 65 bytes, or 64 in compact form; found {bytes.Length}.");
        var v = bytes[64];
        return Create(Bytes32.FromBytes(bytes[..32]), Bytes32.FromBytes(bytes[32..64]), v switch
        {
            0 or 27 => 0,
            1 or 28 => 1,
            _ => throw new FormatException($"A signature ends in 27 or 28, found {v}."),
        });
    }

    /// <summary>Reads 65 or 64 bytes in hexadecimal.</summary>
    /// <exception cref="FormatException">It is not a signature.</exception>
    public static Signature Parse(string s) => FromBytes(Hex.Decode(s));

    /// <summary>Like <see cref="Parse(string)"/>, but answers false instead of throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out Signature result)
    {
        result = default;
        if (!Hex.TryDecode(s, out var bytes)) return false;
        try
        {
            result = FromBytes(bytes);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    static Signature IParsable<Signature>.Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Signature result) => TryParse(s, out result);

    /// <summary>R, S and V: 65 bytes.</summary>
    public byte[] ToBytes() => [.. R.ToBytes(), .. S.ToBytes(), V];

    /// <summary>R, and S with the parity in its top bit: 64 bytes (EIP-2098).</summary>
    public byte[] ToCompact()
    {
        byte[] bytes = [.. R.ToBytes(), .. S.ToBytes()];
        bytes[32] |= (byte)(YParity << 7);
        return bytes;
    }

    /// <summary>The 65 bytes in hexadecimal.</summary>
    public override string ToString() => Hex.Encode(ToBytes());

    /// <summary>0 or 1: whether y of the nonce's point is odd, as typed transactions write it.</summary>
    public int YParity => V - 27;

    /// <summary>The account whose key made this signature of a hash.</summary>
    /// <exception cref="FormatException">No key can have made it.</exception>
    public Address Recover(Bytes32 hash) => TryRecover(hash, out var signer)
        ? signer
        : throw new FormatException($"{this} is not a signature: no key can have made it.");

    /// <summary>Like <see cref="Recover"/>, but answers false instead of throwing.</summary>
    public bool TryRecover(Bytes32 hash, out Address signer)
    {
        signer = default;
        if (V is not (27 or 28)) return false;
        Span<byte> message = stackalloc byte[32];
        Span<byte> signature = stackalloc byte[64];
        Span<byte> publicKey = stackalloc byte[65];
        hash.CopyTo(message);
        R.CopyTo(signature);
        S.CopyTo(signature[32..]);
        if (!Secp256k1.TryRecover(message, signature, YParity, publicKey)) return false;
        signer = Address.FromPublicKey(publicKey);
        return true;
    }

    /// <summary>The account that signed a message as wallets do (<see cref="PersonalMessage"/>).</summary>
    /// <exception cref="FormatException">No key can have made this signature.</exception>
    public Address RecoverMessage(ReadOnlySpan<byte> message) => Recover(PersonalMessage.Hash(message));

    private static Signature Create(Bytes32 r, Bytes32 s, int parity)
    {
        if (r == Bytes32.Zero || r >= Secp256k1.Order || s == Bytes32.Zero || s >= Secp256k1.Order)
            throw new FormatException("This is not a signature: r and s must be between 1 and the order of the curve.");
        if (s > Secp256k1.HalfOrder)
            throw new FormatException("This signature has a high s, which Ethereum refuses (EIP-2); its low form signs the same.");
        return new(r, s, (byte)(27 + parity));
    }
}
