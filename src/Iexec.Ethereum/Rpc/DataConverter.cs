using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Ethereum;

/// <summary>Bytes as JSON-RPC writes them: <c>0x</c> and two digits each.</summary>
internal sealed class DataConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Hex.Decode(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("Expected bytes in hexadecimal."));
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteStringValue(Hex.Encode(value));
}
