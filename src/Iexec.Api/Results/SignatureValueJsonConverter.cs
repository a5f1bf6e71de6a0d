using System.Text.Json;
using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Api;

/// <summary>A signature as published services write it: <c>{"value":"0x…"}</c>; a bare string is read too.</summary>
public sealed class SignatureValueJsonConverter : JsonConverter<byte[]>
{
    /// <inheritdoc/>
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        var value = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("value", out var inner)
            ? inner
            : json.RootElement;
        try
        {
            return Hex.Decode(value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException("a signature is hexadecimal text"));
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("value", Hex.Encode(value));
        writer.WriteEndObject();
    }
}
