using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Protocol;

/// <summary>
/// What a deal's <c>params</c> text says. Text that is no JSON object is taken as arguments. Other names, such as the published
/// <c>iexec_result_storage_proxy</c> of old, are ignored.
/// </summary>
public sealed record DealParams
{
    /// <summary>How many input files a deal may name.</summary>
    public const int MostInputFiles = 100;

    /// <summary>Arguments of the app, split as <see cref="ShellWords"/> does.</summary>
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

    /// <summary>Index of the dataset orders of a bulk.</summary>
    [JsonPropertyName("bulk_cid")]
    public string? BulkCid { get; init; }

    /// <summary>Reads a deal's text; never fails, for a deal is made whatever its text says.</summary>
    public static DealParams Parse(string text)
    {
        try
        {
            return IsObject(text) ? Read(text) : new() { Args = text };
        }
        catch (JsonException)
        {
            return new() { Args = text };
        }
    }

    /// <summary>Reads a text that is not in a deal yet, so that what no worker could run is not bought.</summary>
    /// <exception cref="FormatException">A worker would not read it as it was meant; the message says where.</exception>
    public static DealParams ParseStrictly(string text)
    {
        try
        {
            var parameters = IsObject(text) ? Read(text) : new() { Args = text };
            ShellWords.Split(parameters.Args ?? "");
            if (parameters.InputFiles is { Count: > MostInputFiles } files)
                throw new FormatException($"the params name {files.Count} input files; at most {MostInputFiles} are fetched");
            return parameters.InputFiles?.Contains(null!) == true ? throw new FormatException(OfKind("iexec_input_files")) : parameters;
        }
        catch (JsonException e)
        {
            throw new FormatException(Sentence(e), e);
        }
    }

    /// <summary>The text to sign and to store on chain.</summary>
    public string ToText() => JsonSerializer.Serialize(this, ProtocolJson.Api);

    private static bool IsObject(string text) => text.AsSpan().TrimStart().StartsWith("{");

    private static DealParams Read(string text) => JsonSerializer.Deserialize<DealParams>(text) ?? new();

    private static string Sentence(JsonException e) => e.Path?.Split('.', '[') is [_, var field, ..] && Kinds.ContainsKey(field)
        ? OfKind(field)
        : $"the params begin as a JSON object, but are none: {e.Message.Split(" Path:")[0]}";

    private static string OfKind(string field) => $"'{field}' in the params must be {Kinds[field]}";

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["iexec_args"] = "text",
        ["iexec_input_files"] = "a list of addresses",
        ["iexec_secrets"] = "an object of names by number, such as {\"1\":\"my-secret\"}",
        ["iexec_result_encryption"] = "true or false",
        ["iexec_result_storage_provider"] = "text",
        ["bulk_cid"] = "text",
    };
}
