using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Protocol;

/// <summary>
/// An amount in JSON: a number of nRLC, or a string holding one, or a string with its unit (<c>"5 RLC"</c>).
/// Written as a string where the options ask numbers to be (order files), else as a number (service answers).
/// </summary>
public sealed class RlcJsonConverter : JsonConverter<Rlc>
{
    /// <inheritdoc/>
    public override Rlc Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return reader.TokenType switch
            {
                JsonTokenType.Number when reader.TryGetUInt64(out var n) => new Rlc(n),
                JsonTokenType.String => Rlc.Parse(reader.GetString()!, null),
                _ => throw new FormatException("an amount is a whole number of nRLC from 0 to 2^64-1"),
            };
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Rlc value, JsonSerializerOptions options)
    {
        if (options.NumberHandling.HasFlag(JsonNumberHandling.WriteAsString))
            writer.WriteStringValue(value.Nano.ToString(CultureInfo.InvariantCulture));
        else
            writer.WriteNumberValue(value.Nano);
    }
}
