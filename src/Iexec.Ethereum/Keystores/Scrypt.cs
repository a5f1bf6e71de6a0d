using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Iexec.Ethereum;

/// <summary>The key derivation function scrypt (RFC 7914).</summary>
/// <remarks>Blocks of 16 words are kept as the diagonals of Salsa20's square, four vectors, so that its rounds need few shuffles.</remarks>
internal static class Scrypt
{
    private const int VectorsPerBlock = 4;

    public static byte[] Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, ScryptCost cost, int length)
    {
        cost.Check();
        var size = 128 * cost.R;
        var blocks = Rfc2898DeriveBytes.Pbkdf2(password, salt, 1, HashAlgorithmName.SHA256, checked(size * cost.P));
        var table = new Vector128<uint>[size / 16 * cost.N];
        for (var i = 0; i < cost.P; i++) Mix(blocks.AsSpan(i * size, size), cost.N, table);
        var key = Rfc2898DeriveBytes.Pbkdf2(password, blocks, 1, HashAlgorithmName.SHA256, length);
        CryptographicOperations.ZeroMemory(blocks);
        return key;
    }

    private static void Mix(Span<byte> bytes, int n, Span<Vector128<uint>> table)
    {
        var words = MemoryMarshal.Cast<byte, uint>(bytes);
        var width = bytes.Length / 16;
        Span<Vector128<uint>> x = new Vector128<uint>[width];
        Span<Vector128<uint>> y = new Vector128<uint>[width];
        Transpose(words, MemoryMarshal.Cast<Vector128<uint>, uint>(x), toDiagonals: true);
        for (var i = 0; i < n; i++)
        {
            x.CopyTo(table[(i * width)..]);
            MixBlocks(x, y);
        }
        for (var i = 0; i < n; i++)
        {
            var j = (int)(x[^VectorsPerBlock].ToScalar() & (uint)(n - 1));
            var row = table.Slice(j * width, width);
            for (var k = 0; k < width; k++) x[k] ^= row[k];
            MixBlocks(x, y);
        }
        Transpose(words, MemoryMarshal.Cast<Vector128<uint>, uint>(x), toDiagonals: false);
    }

    private static void Transpose(Span<uint> words, Span<uint> diagonals, bool toDiagonals)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var source = i / 16 * 16 + i % 16 * 5 % 16;
            if (toDiagonals) diagonals[i] = words[source];
            else words[source] = diagonals[i];
        }
    }

    private static void MixBlocks(Span<Vector128<uint>> x, Span<Vector128<uint>> y)
    {
        var last = x[^VectorsPerBlock..];
        Vector128<uint> a = last[0], b = last[1], c = last[2], d = last[3];
        var half = x.Length / 2;
        for (var i = 0; i < x.Length; i += VectorsPerBlock)
        {
            Salsa(ref a, ref b, ref c, ref d, x[i..]);
            var to = i / VectorsPerBlock % 2 * half + i / VectorsPerBlock / 2 * VectorsPerBlock;
            y[to] = a;
            y[to + 1] = b;
            y[to + 2] = c;
            y[to + 3] = d;
        }
        y.CopyTo(x);
    }

    private static void Salsa(ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d, ReadOnlySpan<Vector128<uint>> block)
    {
        Vector128<uint> a0 = a ^ block[0], b0 = b ^ block[1], c0 = c ^ block[2], d0 = d ^ block[3];
        (a, b, c, d) = (a0, b0, c0, d0);
        for (var round = 0; round < 4; round++)
        {
            b ^= Rotate(a + d, 7);
            c ^= Rotate(b + a, 9);
            d ^= Rotate(c + b, 13);
            a ^= Rotate(d + c, 18);
            (b, c, d) = (Vector128.Shuffle(b, Vector128.Create(3u, 0, 1, 2)), Vector128.Shuffle(c, Vector128.Create(2u, 3, 0, 1)), Vector128.Shuffle(d, Vector128.Create(1u, 2, 3, 0)));
            d ^= Rotate(a + b, 7);
            c ^= Rotate(d + a, 9);
            b ^= Rotate(c + d, 13);
            a ^= Rotate(b + c, 18);
            (b, c, d) = (Vector128.Shuffle(b, Vector128.Create(1u, 2, 3, 0)), Vector128.Shuffle(c, Vector128.Create(2u, 3, 0, 1)), Vector128.Shuffle(d, Vector128.Create(3u, 0, 1, 2)));
        }
        a += a0;
        b += b0;
        c += c0;
        d += d0;
    }

    private static Vector128<uint> Rotate(Vector128<uint> v, int bits) => v << bits | v >>> (32 - bits);
}
