using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Iexec.Ethereum;

/// <summary>Values of typed data as wallets write them in JSON: numbers also as decimal or hexadecimal text, bytes as hexadecimal text.</summary>
internal static class TypedDataJson
{
    /// <summary>Objects become dictionaries, arrays lists, numbers integers.</summary>
    public static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(p => p.Name, p => Read(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Integer(json.GetRawText()),
        _ => null,
    };

    /// <summary>Makes text into the value of an ABI type that it stands for; leaves other values as they are.</summary>
    public static object Convert(AbiType type, object value) => value is not string text ? value : type.Kind switch
    {
        AbiKind.UnsignedInteger or AbiKind.SignedInteger => Integer(text),
        AbiKind.Address => Address.Parse(text),
        AbiKind.Bytes or AbiKind.FixedBytes => Hex.Decode(text),
        _ => text,
    };

    private static BigInteger Integer(string text)
    {
        if (text.Length <= 80)
        {
            if (text.Length > 2 && text.StartsWith("0x", StringComparison.Ordinal) && BigInteger.TryParse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex)) return hex;
            if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        }
        throw new FormatException($"{Hex.Excerpt(text)} is not an integer.");
    }
}
