namespace Iexec.Ethereum;

/// <summary>Recursive Length Prefix, Ethereum's encoding of nested lists of byte strings (yellow paper, appendix B).</summary>
public static class Rlp
{
    /// <summary>Encodes an item.</summary>
    public static byte[] Encode(RlpItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        using var output = new MemoryStream();
        Encode(item, output);
        return output.ToArray();
    }

    private static void Encode(RlpItem item, Stream output)
    {
        if (item.Items is null)
        {
            if (item.Content is not [< 0x80]) WritePrefix(0x80, item.Content.Length, output);
            output.Write(item.Content);
            return;
        }
        using var content = new MemoryStream();
        foreach (var child in item.Items) Encode(child, content);
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
        var bytes = RlpItem.Integer(length).Content;
        output.WriteByte((byte)(start + 55 + bytes.Length));
        output.Write(bytes);
    }
}
