using System.Buffers.Binary;
using Iexec.Protocol;

namespace Iexec.Market;

/// <summary>A tag's 256 bits as four columns that a database can mask, the lowest bits first.</summary>
internal sealed record TagWords(long W0, long W1, long W2, long W3)
{
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
