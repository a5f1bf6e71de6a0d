using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>A growing buffer of zeros, filled in anywhere.</summary>
internal sealed class AbiWriter
{
    private byte[] _buffer = new byte[256];

    public int Length { get; private set; }

    /// <summary>Appends zeros and returns where they start.</summary>
    public int Reserve(int count)
    {
        var start = Length;
        Length = checked(Length + count);
        if (Length > _buffer.Length) Array.Resize(ref _buffer, (int)Math.Max(Length, Math.Min(2L * _buffer.Length, Array.MaxLength)));
        return start;
    }

    public Span<byte> Span(int start, int length) => _buffer.AsSpan(start, length);

    public void WriteInteger(int position, BigInteger value) => Word.Write(Span(position, Word.Length), value);

    public byte[] ToArray() => _buffer[..Length];
}
