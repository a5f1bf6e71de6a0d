using System.Buffers.Binary;
using Iexec.Protocol;

namespace Iexec.Storage;

/// <summary>A tag's 256 bits as four columns that a database can mask.</summary>
/// <param name="W0">The lowest 64 bits.</param>
/// <param name="W1">The next 64 bits.</param>
/// <param name="W2">The next 64 bits.</param>
/// <param name="W3">The highest 64 bits.</param>
public sealed record TagWords(long W0, long W1, long W2, long W3)
{
    /// <summary>A tag's words.</summary>
    public static TagWords Of(Tag tag)
    {
        var bytes = tag.Value.ToBytes().AsSpan();
        return new(
            BinaryPrimitives.ReadInt64BigEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes));
    }
}
