using System.Buffers;
using System.Text;

namespace Iexec.Ethereum;

/// <summary>Keccak-256, the hash of Ethereum: the Keccak submission with its first padding, not SHA3-256.</summary>
public static class Keccak256
{
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
        var sponge = new KeccakSponge();
        sponge.Absorb(data);
        sponge.Finish(destination);
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
        var sponge = new KeccakSponge();
        foreach (var part in parts) sponge.Absorb(part);
        return Finish(ref sponge);
    }

    /// <summary>The hash of several words put one after another.</summary>
    public static Bytes32 HashPacked(params ReadOnlySpan<Bytes32> words)
    {
        var sponge = new KeccakSponge();
        Span<byte> bytes = stackalloc byte[Bytes32.Length];
        foreach (var word in words)
        {
            word.CopyTo(bytes);
            sponge.Absorb(bytes);
        }
        return Finish(ref sponge);
    }

    private static Bytes32 Finish(ref KeccakSponge sponge)
    {
        Span<byte> hash = stackalloc byte[Bytes32.Length];
        sponge.Finish(hash);
        return Bytes32.FromBytes(hash);
    }
}
