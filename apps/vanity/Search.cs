using System.Buffers.Binary;
using System.Text;
using Iexec.Ethereum;

namespace Vanity;

/// <summary>
/// Tries one private key after another until the address has the prefix. Key number n is the Keccak-256 hash of the
/// prefix and n, so every replica of the computation finds the same key.
/// </summary>
internal static class Search
{
    private const int ProgressStep = 100_000;

    public static Answer Run(Prefix prefix, Action<long> progress)
    {
        Span<byte> key = stackalloc byte[32];
        Span<byte> publicKey = stackalloc byte[65];
        Span<byte> hash = stackalloc byte[32];
        byte[] seed = [.. Encoding.ASCII.GetBytes(prefix.Text), .. stackalloc byte[sizeof(long)]];
        for (var tries = 1L; ; tries++)
        {
            BinaryPrimitives.WriteInt64BigEndian(seed.AsSpan(^sizeof(long)..), tries);
            Keccak256.Hash(seed, key);
            if (Secp256k1.IsPrivateKey(key))
            {
                Secp256k1.PublicKey(key, publicKey);
                Keccak256.Hash(publicKey[1..], hash);
                if (prefix.Matches(hash[^Address.Length..]))
                    return new Answer(prefix.Text, Address.FromBytes(hash[^Address.Length..]), Hex.Encode(key), tries);
            }
            if (tries % ProgressStep == 0)
                progress(tries);
        }
    }
}
