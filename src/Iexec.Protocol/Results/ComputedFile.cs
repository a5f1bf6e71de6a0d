using System.Text.Json;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>
/// What an app says of its result in <c>/iexec_out/computed.json</c>: which output is the same on every machine, or the bytes for a callback.
/// </summary>
/// <param name="OutputPath">The path below <c>/iexec_out</c> of that file or folder, <c>""</c> for all of it; null for none.</param>
/// <param name="CallbackData">The callback's bytes; null for none.</param>
/// <param name="IsTree">
/// Whether the digest of a folder covers all files below it, with their paths (<c>"deterministic-output-digest": "tree"</c>), rather than the
/// contents of those directly in it. Ours; published workers and clients do not know it.
/// </param>
public sealed record ComputedFile(string? OutputPath, byte[]? CallbackData, bool IsTree = false)
{
    /// <summary>The file's name.</summary>
    public const string Name = "computed.json";

    /// <summary>
    /// The most bytes for a callback. The hub keeps them and the link to the result in 24,576 bytes (EIP-170): a result with more could
    /// never be completed, and its scheduler would lose its stake.
    /// </summary>
    public const int MaxCallbackBytes = 24_000;

    private const string Out = "iexec_out";
    private const string PathKey = "deterministic-output-path";
    private const string CallbackKey = "callback-data";
    private const string DigestKey = "deterministic-output-digest";
    private const string Tree = "tree";

    /// <summary>Reads the file's content.</summary>
    /// <exception cref="InvalidDataException">It is not what an app must write.</exception>
    public static ComputedFile Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{Name} is not a JSON object.");
            var callback = Text(document.RootElement, CallbackKey);
            var path = Text(document.RootElement, PathKey);
            if (callback is null && path is null)
                throw new InvalidDataException($"{Name} has neither deterministic-output-path nor callback-data; the app must write one of them.");
            var digest = Text(document.RootElement, DigestKey);
            if (digest is not (null or Tree))
                throw new InvalidDataException($"{DigestKey} in {Name} is '{digest}'; it can only be {Tree}, or left out.");
            return new ComputedFile(path is null ? null : BelowOut(path), callback is null ? null : Bytes(callback), digest is Tree);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{Name} is not JSON: {e.Message}", e);
        }
    }

    /// <summary>The file's content.</summary>
    public string ToJson()
    {
        var file = new Dictionary<string, string>();
        if (OutputPath is not null)
            file[PathKey] = $"/{Out}/{OutputPath}";
        if (CallbackData is not null)
            file[CallbackKey] = Hex.Encode(CallbackData);
        if (IsTree)
            file[DigestKey] = Tree;
        return JsonSerializer.Serialize(file);
    }

    private static string? Text(JsonElement file, string name)
    {
        if (!file.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw new InvalidDataException($"{name} in {Name} must be a string.");
        return value.GetString() is { Length: > 0 } text ? text : null;
    }

    private static byte[] Bytes(string callback) =>
        !callback.StartsWith("0x", StringComparison.Ordinal) || !Hex.TryDecode(callback, out var bytes)
            ? throw new InvalidDataException($"callback-data in {Name} is not hexadecimal with 0x.")
        : bytes.Length > MaxCallbackBytes
            ? throw new InvalidDataException($"callback-data in {Name} is {bytes.Length} bytes; a callback takes {MaxCallbackBytes} at most.")
        : bytes;

    private static string BelowOut(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!path.StartsWith('/') || parts is not [Out, ..] || parts.Any(part => part is "." or ".."))
            throw new InvalidDataException($"deterministic-output-path in {Name} is '{path}'; it must be an absolute path in /{Out}, such as /{Out}/result.txt.");
        return string.Join('/', parts[1..]);
    }
}
