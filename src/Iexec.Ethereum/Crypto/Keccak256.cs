using System.Buffers;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Iexec.Ethereum;

/// <summary>Keccak-256, the hash of Ethereum: the Keccak submission with its first padding, not SHA3-256.</summary>
public static class Keccak256
{
    // Making one costs more than hashing a word; it is as new after each hash.
    [ThreadStatic]
    private static KeccakDigest? _digest;

    private static KeccakDigest Digest => _digest ??= new(256);

    /// <summary>The hash of no bytes.</summary>
    public static Bytes32 Empty { get; } = Hash([]);

    /// <summary>The hash of some bytes.</summary>
    public static Bytes32 Hash(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Bytes32.Length];
        Hash(data, hash);
        return Bytes32.FromBytes(hash);
    }

    /// <summary>Writes the hash of some bytes into the first 32 of <paramref name="destination"/>; allocates nothing.</summary>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        Digest.BlockUpdate(data);
        Digest.DoFinal(destination);
    }

    /// <summary>The hash of a text's UTF-8 bytes.</summary>
    public static Bytes32 HashText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Hash(buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The hash of several byte strings put one after another.</summary>
    public static Bytes32 HashPacked(params ReadOnlySpan<byte[]> parts)
    {
        foreach (var part in parts)
            Digest.BlockUpdate(part);
        return Finish();
    }

    /// <summary>The hash of several words put one after another.</summary>
    public static Bytes32 HashPacked(params ReadOnlySpan<Bytes32> words)
    {
        Span<byte> bytes = stackalloc byte[Bytes32.Length];
        foreach (var word in words)
        {
            word.CopyTo(bytes);
            Digest.BlockUpdate(bytes);
        }
        return Finish();
    }

    private static Bytes32 Finish()
    {
        Span<byte> hash = stackalloc byte[Bytes32.Length];
        Digest.DoFinal(hash);
        return Bytes32.FromBytes(hash);
    }
}
