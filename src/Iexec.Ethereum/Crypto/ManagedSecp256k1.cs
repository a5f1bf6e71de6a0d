using System.Numerics;
using System.Security.Cryptography;

namespace Iexec.Ethereum;

/// <summary>The curve in C#, for systems without libsecp256k1.</summary>
/// <remarks>
/// It is some ten times slower, its time depends on the key, and parts of a key may stay in the heap until collected:
/// install the library where somebody who measures time could make a service sign often.
/// </remarks>
public sealed class ManagedSecp256k1 : ISecp256k1
{
    private static readonly BigInteger Order = CurvePoint.Order;
    private static readonly BigInteger HalfOrder = Order >> 1;

    /// <inheritdoc/>
    public bool IsPrivateKey(ReadOnlySpan<byte> key) => IsScalar(Read(key, 32));

    /// <inheritdoc/>
    public void PublicKey(ReadOnlySpan<byte> key, Span<byte> publicKey) => CurvePoint.Generator.Multiply(ReadKey(key)).Write(publicKey);

    /// <inheritdoc/>
    public int Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        var d = ReadKey(key);
        var z = Read(hash, 32) % Order;
        foreach (var k in Rfc6979.Nonces(d, z))
        {
            var point = CurvePoint.Generator.Multiply(k);
            var (x, y) = point.ToAffine();
            var r = x % Order;
            var s = BigInteger.ModPow(k, Order - 2, Order) * (z + r * d) % Order;
            if (r.IsZero || s.IsZero) continue;
            var recoveryId = (y.IsEven ? 0 : 1) | (x >= Order ? 2 : 0);
            if (s > HalfOrder)
            {
                s = Order - s;
                recoveryId ^= 1;
            }
            Word.Write(signature[..32], r);
            Word.Write(signature[32..64], s);
            return recoveryId;
        }
        throw new CryptographicException("No nonce makes a signature.");
    }

    /// <inheritdoc/>
    public bool TryRecover(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, int recoveryId, Span<byte> publicKey)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)recoveryId, 3u, nameof(recoveryId));
        if (!TryReadSignature(signature, out var r, out var s)) return false;
        var x = (recoveryId & 2) == 0 ? r : r + Order;
        if (!CurvePoint.TryLift(x, (recoveryId & 1) != 0, out var point)) return false;
        var inverse = BigInteger.ModPow(r, Order - 2, Order);
        var z = Read(hash, 32) % Order;
        var key = CurvePoint.Combine((Order - z) * inverse % Order, CurvePoint.Generator, s * inverse % Order, point);
        if (key.IsInfinity) return false;
        key.Write(publicKey);
        return true;
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
        if (!CurvePoint.TryRead(publicKey, out var key) || !TryReadSignature(signature, out var r, out var s)) return false;
        var inverse = BigInteger.ModPow(s, Order - 2, Order);
        var point = CurvePoint.Combine(Read(hash, 32) * inverse % Order, CurvePoint.Generator, r * inverse % Order, key);
        return !point.IsInfinity && point.ToAffine().X % Order == r;
    }

    private static bool TryReadSignature(ReadOnlySpan<byte> signature, out BigInteger r, out BigInteger s)
    {
        if (signature.Length != 64) throw new ArgumentException($"Expected 64 bytes, found {signature.Length}.", nameof(signature));
        r = Read(signature[..32], 32);
        s = Read(signature[32..], 32);
        return IsScalar(r) && !s.IsZero && s <= HalfOrder;
    }

    private static BigInteger ReadKey(ReadOnlySpan<byte> key)
    {
        var d = Read(key, 32);
        return IsScalar(d) ? d : throw new CryptographicException("This is not a private key.");
    }

    private static bool IsScalar(BigInteger value) => !value.IsZero && value < Order;

    private static BigInteger Read(ReadOnlySpan<byte> bytes, int length) => bytes.Length == length
        ? new BigInteger(bytes, isUnsigned: true, isBigEndian: true)
        : throw new ArgumentException($"Expected {length} bytes, found {bytes.Length}.");
}
