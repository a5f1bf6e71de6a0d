using System.Numerics;
using System.Security.Cryptography;

namespace Iexec.Ethereum;

/// <summary>Deterministic nonces for ECDSA on secp256k1 with HMAC-SHA256 (RFC 6979, section 3.2).</summary>
internal static class Rfc6979
{
    public static IEnumerable<BigInteger> Nonces(BigInteger key, BigInteger reducedHash)
    {
        var seed = new byte[64];
        Word.Write(seed.AsSpan(0, 32), key);
        Word.Write(seed.AsSpan(32), reducedHash);

        var v = Enumerable.Repeat((byte)1, 32).ToArray();
        var k = new byte[32];
        Update(0, seed);
        Update(1, seed);
        while (true)
        {
            v = HMACSHA256.HashData(k, v);
            var nonce = new BigInteger(v, isUnsigned: true, isBigEndian: true);
            if (!nonce.IsZero && nonce < CurvePoint.Order) yield return nonce;
            Update(0, []);
        }

        void Update(byte separator, byte[] data)
        {
            k = HMACSHA256.HashData(k, (byte[])[.. v, separator, .. data]);
            v = HMACSHA256.HashData(k, v);
        }
    }
}
