using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Api;

/// <summary>Where a result is, as a finalised task says it on chain: UTF-8 <c>{ "storage": "ipfs", "location": "/ipfs/Qm…" }</c>.</summary>
/// <param name="Storage"><c>ipfs</c> for a result store.</param>
/// <param name="Location">The path to ask a gateway for.</param>
public sealed record ResultLink([property: JsonPropertyName("storage")] string Storage, [property: JsonPropertyName("location")] string Location)
{
    /// <summary>The storage that a gateway serves.</summary>
    public const string Ipfs = "ipfs";

    /// <summary>The link's bytes for the chain, with the spaces published clients expect.</summary>
    public byte[] ToBytes() => System.Text.Encoding.UTF8.GetBytes(
        $"{{ \"storage\": {JsonSerializer.Serialize(Storage)}, \"location\": {JsonSerializer.Serialize(Location)} }}");

    /// <summary>Reads a task's <c>results</c>. False for none and for bytes that are no link.</summary>
    public static bool TryParse(ReadOnlySpan<byte> results, [NotNullWhen(true)] out ResultLink? link)
    {
        link = null;
        try
        {
            link = JsonSerializer.Deserialize<ResultLink>(results);
        }
        catch (JsonException)
        {
            return false;
        }
        return link is { Storage: not null, Location: not null };
    }
}
