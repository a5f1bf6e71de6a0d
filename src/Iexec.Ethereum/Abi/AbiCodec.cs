namespace Iexec.Ethereum;

/// <summary>Encodes and decodes values by Solidity's contract ABI specification, version 2.</summary>
/// <remarks>
/// Decoding gives <see cref="System.Numerics.BigInteger"/> for integers, <see cref="Address"/>, <see cref="bool"/>,
/// <see cref="Bytes32"/> for <c>bytes32</c>, <c>byte[]</c> for other bytes, <see cref="string"/>, and <c>object[]</c> for
/// arrays and tuples. Encoding takes these, .NET's integers, and any sequence for an array or a tuple.
/// </remarks>
public static class AbiCodec
{
    /// <summary>Encodes values as the parameters of a function.</summary>
    /// <exception cref="ArgumentException">A value is not of its type, or does not fit it.</exception>
    public static byte[] Encode(IReadOnlyList<AbiType> types, IReadOnlyList<object> values) => Encode(Tuple(types), values);

    /// <summary>Decodes the parameters of a function; data after them is ignored.</summary>
    /// <exception cref="FormatException">The data is cut short, is not valid for the types, or reads the same bytes twice.</exception>
    public static object[] Decode(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> data) => Decode(Tuple(types), data);

    internal static byte[] Encode(AbiType tuple, IReadOnlyList<object> values, ReadOnlySpan<byte> prefix = default)
    {
        var writer = new AbiWriter();
        prefix.CopyTo(writer.Span(writer.Reserve(prefix.Length), prefix.Length));
        new AbiEncoder(writer).AppendSequence(tuple, values);
        return writer.ToArray();
    }

    internal static object[] Decode(AbiType tuple, ReadOnlySpan<byte> data) => new AbiDecoder(data).Parameters(tuple, data);

    private static AbiType Tuple(IReadOnlyList<AbiType> types) => AbiType.TupleOf([.. types.Select(t => new AbiParameter(t))]);
}
