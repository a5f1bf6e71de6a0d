using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Library = Secp256k1Net.Secp256k1;

namespace Iexec.Ethereum;

/// <summary>ECDSA on the curve secp256k1, with the recovery of public keys (SEC 1, section 4.1), by Bitcoin Core's libsecp256k1.</summary>
/// <remarks>
/// Keys and hashes have 32 bytes, public keys 65 (4, X, Y), signatures 64 (R, S). Nonces follow RFC 6979. S is always at most half the order,
/// and a larger one is refused.
/// </remarks>
public static class Secp256k1
{
    private static readonly Library Curve = Create();

    internal static Bytes32 Order { get; } = Bytes32.Parse("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

    internal static Bytes32 HalfOrder { get; } = Bytes32.Parse("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

    /// <summary>Whether 32 bytes are a private key: neither zero, nor the order of the curve or more.</summary>
    public static bool IsPrivateKey(ReadOnlySpan<byte> key) => Curve.EcSeckeyVerify(key);

    /// <summary>Writes the public key of a private key.</summary>
    /// <exception cref="CryptographicException">It is not a private key.</exception>
    public static void PublicKey(ReadOnlySpan<byte> key, Span<byte> publicKey)
    {
        Span<byte> point = stackalloc byte[Library.UNSERIALIZED_PUBKEY_LENGTH];
        Require(Curve.EcPubkeyCreate(point, key));
        Serialize(point, publicKey);
    }

    /// <summary>Signs a hash, and returns the recovery id: 0 to 3.</summary>
    /// <exception cref="CryptographicException">It is not a private key.</exception>
    public static int Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        Span<byte> recoverable = stackalloc byte[Library.UNSERIALIZED_SIGNATURE_SIZE];
        Require(Curve.EcdsaSignRecoverable(recoverable, hash, key));
        Require(Curve.EcdsaRecoverableSignatureSerializeCompact(signature, out var recoveryId, recoverable));
        return recoveryId;
    }

    /// <summary>Writes the public key that made a signature; answers false where there is none.</summary>
    public static bool TryRecover(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, int recoveryId, Span<byte> publicKey)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)recoveryId, 3u, nameof(recoveryId));
        Span<byte> recoverable = stackalloc byte[Library.UNSERIALIZED_SIGNATURE_SIZE];
        Span<byte> point = stackalloc byte[Library.UNSERIALIZED_PUBKEY_LENGTH];
        // The library recovers from a high s too, which Ethereum refuses (EIP-2).
        if (Bytes32.FromBytes(signature[32..64]) > HalfOrder
            || !Curve.EcdsaRecoverableSignatureParseCompact(recoverable, signature, recoveryId)
            || !Curve.EcdsaRecover(point, recoverable, hash))
            return false;
        Serialize(point, publicKey);
        return true;
    }

    private static void Serialize(ReadOnlySpan<byte> point, Span<byte> publicKey)
    {
        nuint length = Library.SERIALIZED_UNCOMPRESSED_PUBKEY_LENGTH;
        Require(Curve.EcPubkeySerialize(publicKey, ref length, point, Secp256k1Net.Secp256k1EcFlags.Uncompressed));
    }

    private static void Require(bool done)
    {
        if (!done)
            throw new CryptographicException("This is not a private key.");
    }

    // Blinds the arithmetic on keys against what a neighbour could measure; the package does not do it by itself.
    private static Library Create()
    {
        var curve = new Library();
        var randomize = Marshal.GetDelegateForFunctionPointer<Randomize>(
            NativeLibrary.GetExport(Handle(null!), "secp256k1_context_randomize"));
        if (randomize(Context(curve), RandomNumberGenerator.GetBytes(32)) != 1)
            throw new CryptographicException("libsecp256k1 could not be given its blinding.");
        return curve;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_ctx")]
    private static extern ref nint Context(Library curve);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "_libHandle")]
    private static extern ref nint Handle(Library type);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Randomize(nint context, byte[] seed32);
}
