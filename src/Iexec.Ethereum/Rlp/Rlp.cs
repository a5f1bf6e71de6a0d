namespace Iexec.Ethereum;

/// <summary>Recursive Length Prefix, Ethereum's encoding of nested lists of byte strings (yellow paper, appendix B).</summary>
public static class Rlp
{
    private const int MaximumDepth = 64;

    /// <summary>Encodes an item.</summary>
    public static byte[] Encode(RlpItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        using var output = new MemoryStream();
        Encode(item, output);
        return output.ToArray();
    }

    /// <summary>Decodes exactly one item, in its only canonical form.</summary>
    /// <exception cref="FormatException">The data is cut short, goes on, is not canonical, or is nested deeper than 64 lists.</exception>
    public static RlpItem Decode(ReadOnlySpan<byte> data)
    {
        var rest = data;
        var item = Decode(ref rest, 0);
        return rest.IsEmpty ? item : throw new FormatException($"{rest.Length} bytes follow the end of the RLP item.");
    }

    private static void Encode(RlpItem item, Stream output)
    {
        if (!item.IsList)
        {
            var bytes = item.AsBytes();
            if (bytes is not [< 0x80]) WritePrefix(0x80, bytes.Length, output);
            output.Write(bytes);
            return;
        }
        using var content = new MemoryStream();
        foreach (var child in item.AsList()) Encode(child, content);
        WritePrefix(0xc0, (int)content.Length, output);
        content.WriteTo(output);
    }

    private static void WritePrefix(byte start, int length, Stream output)
    {
        if (length < 56)
        {
            output.WriteByte((byte)(start + length));
            return;
        }
        var bytes = RlpItem.Integer(length).AsBytes();
        output.WriteByte((byte)(start + 55 + bytes.Length));
        output.Write(bytes);
    }

    private static RlpItem Decode(ref ReadOnlySpan<byte> data, int depth)
    {
        if (depth > MaximumDepth) throw new FormatException($"RLP is nested deeper than {MaximumDepth} lists.");
        var prefix = Take(ref data, 1)[0];
        if (prefix < 0x80) return RlpItem.Bytes([prefix]);
        var start = prefix < 0xc0 ? 0x80 : 0xc0;
        var content = Take(ref data, ReadLength(ref data, prefix - start));
        if (start == 0x80)
        {
            return content is [< 0x80]
                ? throw new FormatException("RLP is not canonical: a byte below 0x80 stands for itself.")
                : RlpItem.Bytes(content.ToArray());
        }
        var items = new List<RlpItem>();
        while (!content.IsEmpty) items.Add(Decode(ref content, depth + 1));
        return RlpItem.List(items);
    }

    private static int ReadLength(ref ReadOnlySpan<byte> data, int code)
    {
        if (code < 56) return code;
        var bytes = Take(ref data, code - 55);
        if (bytes[0] == 0) throw new FormatException("RLP is not canonical: a length has leading zeros.");
        if (bytes.Length > 4) throw CutShort();
        long length = 0;
        foreach (var b in bytes) length = length << 8 | b;
        if (length < 56) throw new FormatException("RLP is not canonical: a length below 56 takes the short form.");
        return length <= data.Length ? (int)length : throw CutShort();
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> data, int count)
    {
        if (count > data.Length) throw CutShort();
        var taken = data[..count];
        data = data[count..];
        return taken;
    }

    private static FormatException CutShort() => new("The RLP data ends too early.");
}
