using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Ethereum;

/// <summary>
/// How values cross the JSON-RPC interface of a node: <see cref="ulong"/>, <see cref="uint"/> and
/// <see cref="System.Numerics.BigInteger"/> as hexadecimal quantities without leading zeros, <c>byte[]</c> as hexadecimal data,
/// <see cref="int"/> as a JSON number; names in camel case; null fields left out.
/// </summary>
public static class RpcJson
{
    /// <summary>The serializer's settings.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    internal static T Read<T>(JsonElement json)
    {
        try
        {
            return json.Deserialize<T>(Options)!;
        }
        catch (JsonException e)
        {
            throw new FormatException($"The node's answer is not a valid {typeof(T).Name}: {e.Message}", e);
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            NumberHandling = JsonNumberHandling.Strict,
            Converters = { new QuantityConverter<ulong>(), new QuantityConverter<uint>(), new QuantityConverter<System.Numerics.BigInteger>(), new DataConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
