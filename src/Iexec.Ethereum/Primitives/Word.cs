using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>The 256-bit big-endian words of the EVM.</summary>
internal static class Word
{
    /// <summary>Its length in bytes.</summary>
    public const int Length = 32;

    /// <summary>Fills <paramref name="destination"/> with an integer, sign-extended and right-aligned.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static void Write(Span<byte> destination, BigInteger value)
    {
        var unsigned = value.Sign >= 0;
        var length = value.GetByteCount(unsigned);
        if (length > destination.Length) throw new OverflowException($"{value} does not fit {destination.Length * 8} bits.");
        destination.Fill(unsigned ? (byte)0 : (byte)0xff);
        value.TryWriteBytes(destination[^length..], out _, unsigned, isBigEndian: true);
    }
}
