using System.Security.Cryptography;
using static Iexec.Ethereum.Secp256k1Library;

namespace Iexec.Ethereum;

/// <summary>Bitcoin Core's libsecp256k1 (Debian package <c>libsecp256k1-1</c>): fast, and in constant time where keys are used.</summary>
public sealed class NativeSecp256k1 : ISecp256k1
{
    private static readonly nint Context = CreateContext();

    /// <summary>Whether the library, with its recovery module, could be loaded.</summary>
    public static bool IsAvailable => Context != 0;

    /// <summary>Uses the library.</summary>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    public NativeSecp256k1()
    {
        if (!IsAvailable) throw new DllNotFoundException("libsecp256k1 is not installed. On Debian: apt-get install libsecp256k1-1.");
    }

    /// <inheritdoc/>
    public bool IsPrivateKey(ReadOnlySpan<byte> key) => VerifyKey(Context, Exactly(key, 32)) == 1;

    /// <inheritdoc/>
    public void PublicKey(ReadOnlySpan<byte> key, Span<byte> publicKey)
    {
        Span<byte> point = stackalloc byte[64];
        if (CreatePublicKey(Context, point, Exactly(key, 32)) != 1) throw new CryptographicException("This is not a private key.");
        Serialize(point, publicKey);
    }

    /// <inheritdoc/>
    public int Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        Span<byte> recoverable = stackalloc byte[65];
        if (SignRecoverable(Context, recoverable, Exactly(hash, 32), Exactly(key, 32), 0, 0) != 1)
            throw new CryptographicException("This is not a private key.");
        _ = SerializeRecoverable(Context, signature[..64], out var recoveryId, recoverable);
        return recoveryId;
    }

    /// <inheritdoc/>
    public bool TryRecover(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, int recoveryId, Span<byte> publicKey)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)recoveryId, 3u, nameof(recoveryId));
        Span<byte> compact = stackalloc byte[64];
        Span<byte> recoverable = stackalloc byte[65];
        Span<byte> point = stackalloc byte[64];
        if (ParseCompact(Context, compact, Exactly(signature, 64)) != 1 || IsHigh(compact)
            || ParseRecoverable(Context, recoverable, signature, recoveryId) != 1
            || Recover(Context, point, recoverable, Exactly(hash, 32)) != 1) return false;
        Serialize(point, publicKey);
        return true;
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
        Span<byte> compact = stackalloc byte[64];
        Span<byte> point = stackalloc byte[64];
        return ParsePublicKey(Context, point, Exactly(publicKey, 65), 65) == 1
            && ParseCompact(Context, compact, Exactly(signature, 64)) == 1
            && VerifySignature(Context, compact, Exactly(hash, 32), point) == 1;
    }

    private static bool IsHigh(ReadOnlySpan<byte> compact) => Normalize(Context, 0, compact) == 1;

    private static void Serialize(ReadOnlySpan<byte> point, Span<byte> publicKey)
    {
        nuint length = 65;
        _ = SerializePublicKey(Context, publicKey[..65], ref length, point, Uncompressed);
    }

    // The library trusts the lengths it is given: a shorter span would let it read past its end.
    private static ReadOnlySpan<byte> Exactly(ReadOnlySpan<byte> bytes, int length) => bytes.Length == length
        ? bytes
        : throw new ArgumentException($"Expected {length} bytes, found {bytes.Length}.");

    private static nint CreateContext()
    {
        if (!IsLoadable) return 0;
        var context = Secp256k1Library.CreateContext(SignAndVerify);
        Span<byte> seed = stackalloc byte[32];
        RandomNumberGenerator.Fill(seed);
        _ = RandomizeContext(context, seed);
        return context;
    }
}
