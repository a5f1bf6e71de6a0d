using System.Text;

namespace Iexec.Ethereum;

/// <summary>Solidity's <c>abi.encodePacked</c>: values one after another without padding, except in arrays.</summary>
/// <remarks>Two values of varying length side by side are ambiguous; do not hash such data for a signature.</remarks>
public static class SolidityPacked
{
    /// <summary>Encodes values; tuples, and arrays of texts or bytes, have no packed form.</summary>
    /// <exception cref="ArgumentException">A value is not of its type, or the type has no packed form.</exception>
    public static byte[] Encode(IReadOnlyList<AbiType> types, IReadOnlyList<object> values)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(values);
        if (types.Count != values.Count) throw new ArgumentException($"{types.Count} types, but {values.Count} values.");
        using var output = new MemoryStream();
        for (var i = 0; i < types.Count; i++) Append(output, types[i], values[i], isInArray: false);
        return output.ToArray();
    }

    /// <summary>The Keccak-256 of the packed values.</summary>
    /// <exception cref="ArgumentException">As <see cref="Encode"/>.</exception>
    public static Bytes32 Hash(IReadOnlyList<AbiType> types, IReadOnlyList<object> values) => Keccak256.Hash(Encode(types, values));

    private static void Append(MemoryStream output, AbiType type, object value, bool isInArray)
    {
        if (type.Kind == AbiKind.Array && !type.Element!.IsBytesOrText())
        {
            foreach (var item in AbiValue.Sequence(type, value)) Append(output, type.Element!, item, isInArray: true);
            return;
        }
        output.Write(type.Kind switch
        {
            AbiKind.Array or AbiKind.Tuple => throw new ArgumentException($"{type} has no packed encoding."),
            AbiKind.Text => Encoding.UTF8.GetBytes(AbiValue.As<string>(type, value)),
            AbiKind.Bytes => AbiValue.Bytes(type, value),
            _ => Trim(type, AbiCodec.Encode([type], [value]), isInArray),
        });
    }

    private static byte[] Trim(AbiType type, byte[] word, bool isInArray) => type.Kind switch
    {
        _ when isInArray => word,
        AbiKind.FixedBytes => word[..type.Size],
        AbiKind.Address => word[^Address.Length..],
        AbiKind.Boolean => word[^1..],
        _ => word[^(type.Size / 8)..],
    };

    private static bool IsBytesOrText(this AbiType type) => type.Kind is AbiKind.Bytes or AbiKind.Text;
}
