using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Protocol;

/// <summary>What a deal's <c>params</c> text says. Text that is no JSON object is taken as arguments.</summary>
public sealed record DealParams
{
    /// <summary>Arguments of the app, split as a shell splits words.</summary>
    [JsonPropertyName("iexec_args")]
    public string? Args { get; init; }

    /// <summary>Addresses of files fetched into <c>/iexec_in</c>.</summary>
    [JsonPropertyName("iexec_input_files")]
    public IReadOnlyList<string>? InputFiles { get; init; }

    /// <summary>Requester secrets by number (TEE only).</summary>
    [JsonPropertyName("iexec_secrets")]
    public IReadOnlyDictionary<string, string>? Secrets { get; init; }

    /// <summary>Whether the result is encrypted for the beneficiary.</summary>
    [JsonPropertyName("iexec_result_encryption")]
    public bool? ResultEncryption { get; init; }

    /// <summary>Where the result is stored: <c>ipfs</c> unless said otherwise.</summary>
    [JsonPropertyName("iexec_result_storage_provider")]
    public string? ResultStorageProvider { get; init; }

    /// <summary>The result store's address, if the requester names one.</summary>
    [JsonPropertyName("iexec_result_storage_proxy")]
    public string? ResultStorageProxy { get; init; }

    /// <summary>Index of the dataset orders of a bulk.</summary>
    [JsonPropertyName("bulk_cid")]
    public string? BulkCid { get; init; }

    /// <summary>Reads a deal's text; never fails, for a deal is made whatever its text says.</summary>
    public static DealParams Parse(string text)
    {
        if (!text.TrimStart().StartsWith('{'))
            return new() { Args = text };
        try
        {
            return JsonSerializer.Deserialize<DealParams>(text) ?? new();
        }
        catch (JsonException)
        {
            return new() { Args = text };
        }
    }

    /// <summary>The text to sign and to store on chain.</summary>
    public string ToText() => JsonSerializer.Serialize(this, ProtocolJson.Api);
}
