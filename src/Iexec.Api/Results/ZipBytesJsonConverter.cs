using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Api;

/// <summary>Bytes in both forms published workers use: base64 text (Java) or an array of numbers (Rust). Written as base64.</summary>
public sealed class ZipBytesJsonConverter : JsonConverter<byte[]>
{
    /// <inheritdoc/>
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out var decoded))
            return decoded;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("expected base64 text or an array of numbers");
        var bytes = new ArrayBufferWriter<byte>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetByte(out var value))
                throw new JsonException("expected numbers from 0 to 255");
            bytes.Write([value]);
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value);
}
