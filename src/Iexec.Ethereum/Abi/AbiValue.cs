using System.Collections;
using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>Reads the .NET values given for ABI types, and refuses those that do not fit.</summary>
internal static class AbiValue
{
    public static BigInteger Integer(AbiType type, object value)
    {
        BigInteger integer = value switch
        {
            BigInteger v => v,
            int v => v,
            long v => v,
            uint v => v,
            ulong v => v,
            byte v => v,
            sbyte v => v,
            short v => v,
            ushort v => v,
            Int128 v => v,
            UInt128 v => v,
            _ => throw Mismatch(type, value),
        };
        return Fits(type, integer) ? integer : throw new ArgumentException($"{integer} does not fit {type}.");
    }

    public static bool Fits(AbiType type, BigInteger value) => type.Kind == AbiKind.UnsignedInteger
        ? value.Sign >= 0 && value.GetBitLength() <= type.Size
        : value.GetBitLength() < type.Size;

    public static byte[] FixedBytes(AbiType type, object value)
    {
        var bytes = value is Bytes32 word ? word.ToBytes() : Bytes(type, value);
        return bytes.Length == type.Size ? bytes : throw new ArgumentException($"{type} takes {type.Size} bytes, {bytes.Length} were given.");
    }

    public static byte[] Bytes(AbiType type, object value) => value as byte[] ?? throw Mismatch(type, value);

    public static T As<T>(AbiType type, object value) => value is T expected ? expected : throw Mismatch(type, value);

    public static IReadOnlyList<object> Sequence(AbiType type, object value)
    {
        if (value is string or not IEnumerable) throw Mismatch(type, value);
        var items = value as IReadOnlyList<object> ?? [.. ((IEnumerable)value).Cast<object>()];
        var expected = type.Kind == AbiKind.Tuple ? type.Components.Count : type.Length ?? items.Count;
        return items.Count == expected ? items : throw new ArgumentException($"{type} takes {expected} values, {items.Count} were given.");
    }

    private static ArgumentException Mismatch(AbiType type, object? value) =>
        new($"{type} cannot be made from {(value is null ? "null" : $"a value of type {value.GetType().Name}")}.");
}
