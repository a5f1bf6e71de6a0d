using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Iexec.Ethereum;

/// <summary>AES in counter mode with a 128-bit big-endian counter (NIST SP 800-38A), which .NET lacks. Decrypting is encrypting.</summary>
internal static class AesCtr
{
    private const int BlockLength = 16;

    public static byte[] Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> input)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        var counter = BinaryPrimitives.ReadUInt128BigEndian(iv);
        var output = input.ToArray();
        Span<byte> block = stackalloc byte[BlockLength];
        for (var start = 0; start < output.Length; start += BlockLength)
        {
            BinaryPrimitives.WriteUInt128BigEndian(block, counter++);
            aes.EncryptEcb(block, block, PaddingMode.None);
            for (var i = 0; i < Math.Min(BlockLength, output.Length - start); i++) output[start + i] ^= block[i];
        }
        return output;
    }
}
