using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Ethereum;

/// <summary>Natural numbers as JSON-RPC writes them: <c>0x0</c>, <c>0x1f</c>.</summary>
internal sealed class QuantityConverter<T> : JsonConverter<T> where T : struct, IBinaryInteger<T>
{
    private const int MaximumDigits = 64;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        if (text.Length is > 2 and <= 2 + MaximumDigits && text.StartsWith("0x", StringComparison.Ordinal)
            && BigInteger.TryParse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            try
            {
                return T.CreateChecked(value);
            }
            catch (OverflowException e)
            {
                throw new JsonException($"{text} does not fit {typeof(T).Name}.", e);
            }
        }
        throw new JsonException($"Expected a quantity such as 0x1f, found {Hex.Excerpt(text)}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (T.IsNegative(value)) throw new ArgumentException($"{value} is negative; a quantity is not.");
        var digits = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        writer.WriteStringValue(digits.Length == 0 ? "0x0" : "0x" + digits);
    }
}
