using System.Numerics;
using System.Text;

namespace Iexec.Ethereum;

/// <summary>
/// Decodes data of strangers: everything is checked, and no byte is worth more memory than once its size. In strings, which Solidity does not
/// check, what is no UTF-8 reads as U+FFFD: one odd byte in a name must not make everything beside it unreadable.
/// </summary>
internal ref struct AbiDecoder(ReadOnlySpan<byte> data)
{
    // Offsets may point several times at the same bytes; without this limit nested arrays would grow exponentially.
    private long _unread = data.Length;

    public object[] Parameters(AbiType tuple, ReadOnlySpan<byte> scope) => Sequence(tuple, tuple.Components.Count, scope);

    /// <summary>Values whose heads start the scope, to which their offsets relate.</summary>
    private object[] Sequence(AbiType container, int count, ReadOnlySpan<byte> scope)
    {
        Spend(HeadsOf(container, count), scope.Length);
        return Items(container, count, scope);
    }

    private object[] Items(AbiType container, int count, ReadOnlySpan<byte> scope)
    {
        var items = new object[count];
        var position = 0;
        for (var i = 0; i < count; i++)
        {
            var type = container.At(i);
            var head = scope[position..];
            items[i] = type.IsDynamic ? Dynamic(type, scope[Length(head, scope.Length, "an offset")..]) : Static(type, head);
            position += type.HeadSize;
        }
        return items;
    }

    private object Dynamic(AbiType type, ReadOnlySpan<byte> tail)
    {
        if (type.Kind == AbiKind.Tuple) return Sequence(type, type.Components.Count, tail);
        if (type.Length is { } fixedLength) return Sequence(type, fixedLength, tail);
        Spend(Word.Length, tail.Length);
        var content = tail[Word.Length..];
        var length = Length(tail, content.Length, "a length");
        if (type.Kind == AbiKind.Array) return Sequence(type, length, content);
        Spend(length, content.Length);
        return type.Kind == AbiKind.Bytes ? content[..length].ToArray() : Encoding.UTF8.GetString(content[..length]);
    }

    private object Static(AbiType type, ReadOnlySpan<byte> scope)
    {
        if (type.Kind == AbiKind.Tuple) return Items(type, type.Components.Count, scope);
        if (type.Kind == AbiKind.Array) return Items(type, type.Length!.Value, scope);
        var word = scope[..Word.Length];
        switch (type.Kind)
        {
            case AbiKind.Address when !word[..12].ContainsAnyExcept((byte)0):
                return Address.FromBytes(word[12..]);
            case AbiKind.Boolean when !word[..31].ContainsAnyExcept((byte)0) && word[31] <= 1:
                return word[31] == 1;
            case AbiKind.FixedBytes when type.Size == Word.Length:
                return Bytes32.FromBytes(word);
            case AbiKind.FixedBytes when !word[type.Size..].ContainsAnyExcept((byte)0):
                return word[..type.Size].ToArray();
            case AbiKind.UnsignedInteger or AbiKind.SignedInteger:
                var value = new BigInteger(word, isUnsigned: type.Kind == AbiKind.UnsignedInteger, isBigEndian: true);
                if (AbiValue.Fits(type, value)) return value;
                break;
        }
        throw new FormatException($"{Hex.Encode(word)} is not a value of type {type}.");
    }

    private static int Length(ReadOnlySpan<byte> word, int limit, string what)
    {
        var value = new BigInteger(word[..Word.Length], isUnsigned: true, isBigEndian: true);
        return value <= limit ? (int)value : throw new FormatException($"The ABI data ends before {what} in it says.");
    }

    private static long HeadsOf(AbiType container, int count)
    {
        if (container.Element is { } element) return (long)count * element.HeadSize;
        long size = 0;
        for (var i = 0; i < count; i++) size += container.At(i).HeadSize;
        return size;
    }

    private void Spend(long bytes, int available)
    {
        if (bytes > available) throw new FormatException($"The ABI data ends too early: {bytes} bytes are needed where {available} are left.");
        _unread -= bytes;
        if (_unread < 0) throw new FormatException("The ABI data is malformed: its parts overlap.");
    }
}
