using System.Text;

namespace Iexec.Ethereum;

/// <summary>Writes heads where their sequence stands, and what varies in length after them.</summary>
internal sealed class AbiEncoder(AbiWriter writer)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Appends the values of an array or a tuple: heads, then tails.</summary>
    public void AppendSequence(AbiType container, object value)
    {
        var items = AbiValue.Sequence(container, value);
        var size = 0;
        for (var i = 0; i < items.Count; i++) size = checked(size + container.At(i).HeadSize);
        WriteSequence(container, items, writer.Reserve(size));
    }

    private void WriteSequence(AbiType container, IReadOnlyList<object> items, int start)
    {
        var position = start;
        for (var i = 0; i < items.Count; i++)
        {
            var type = container.At(i);
            if (type.IsDynamic)
            {
                writer.WriteInteger(position, writer.Length - start);
                AppendTail(type, items[i]);
            }
            else
            {
                WriteStatic(type, items[i], position);
            }
            position += type.HeadSize;
        }
    }

    private void AppendTail(AbiType type, object value)
    {
        switch (type.Kind)
        {
            case AbiKind.Bytes:
                AppendBytes(AbiValue.Bytes(type, value));
                break;
            case AbiKind.Text:
                AppendBytes(StrictUtf8.GetBytes(AbiValue.As<string>(type, value)));
                break;
            case AbiKind.Array when type.Length is null:
                var items = AbiValue.Sequence(type, value);
                writer.WriteInteger(writer.Reserve(Word.Length), items.Count);
                AppendSequence(type, items);
                break;
            default:
                AppendSequence(type, value);
                break;
        }
    }

    private void AppendBytes(byte[] bytes)
    {
        writer.WriteInteger(writer.Reserve(Word.Length), bytes.Length);
        var start = writer.Reserve((bytes.Length + Word.Length - 1) / Word.Length * Word.Length);
        bytes.CopyTo(writer.Span(start, bytes.Length));
    }

    private void WriteStatic(AbiType type, object value, int position)
    {
        switch (type.Kind)
        {
            case AbiKind.Address:
                AbiValue.As<Address>(type, value).CopyTo(writer.Span(position + Word.Length - Address.Length, Address.Length));
                break;
            case AbiKind.Boolean:
                writer.WriteInteger(position, AbiValue.As<bool>(type, value) ? 1 : 0);
                break;
            case AbiKind.FixedBytes:
                AbiValue.FixedBytes(type, value).CopyTo(writer.Span(position, Word.Length));
                break;
            case AbiKind.UnsignedInteger or AbiKind.SignedInteger:
                writer.WriteInteger(position, AbiValue.Integer(type, value));
                break;
            default:
                WriteSequence(type, AbiValue.Sequence(type, value), position);
                break;
        }
    }
}
