using System.Text.Json;
using System.Text.Json.Serialization;
using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>What a deal of a category paid its pool. On the wire it is an array <c>[time, price, volume]</c>.</summary>
/// <param name="Time">When (UTC).</param>
/// <param name="Price">For one task.</param>
/// <param name="Volume">For how many tasks.</param>
[JsonConverter(typeof(ArrayConverter))]
public sealed record PricePoint(DateTime Time, Rlc Price, ulong Volume)
{
    private sealed class ArrayConverter : JsonConverter<PricePoint>
    {
        public override PricePoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<JsonElement[]>(ref reader, options) is [var time, var price, var volume]
                ? new(time.GetDateTime(), price.Deserialize<Rlc>(options), volume.GetUInt64())
                : throw new JsonException("a price is an array of time, price and volume");

        public override void Write(Utf8JsonWriter writer, PricePoint value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new object[] { value.Time, value.Price, value.Volume }, options);
    }
}

/// <summary>The prices of a category's newest deals. The published name promises more than it holds.</summary>
/// <param name="Ohlc">Newest first, at most 100.</param>
/// <param name="Ok">True.</param>
public sealed record Prices(IReadOnlyList<PricePoint> Ohlc, bool Ok = true);
