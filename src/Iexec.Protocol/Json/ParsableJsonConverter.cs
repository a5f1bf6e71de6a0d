using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Protocol;

/// <summary>Writes a value type as its text and reads it back with its own parser.</summary>
/// <typeparam name="T">A value type whose <c>ToString</c> and <c>Parse</c> are inverse.</typeparam>
public sealed class ParsableJsonConverter<T> : JsonConverter<T> where T : struct, IParsable<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        try
        {
            return T.Parse(text ?? throw new FormatException("a string is expected"), null);
        }
        catch (FormatException e)
        {
            throw new JsonException($"{typeof(T).Name}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Parse(reader.GetString()!, null);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString()!);
}
