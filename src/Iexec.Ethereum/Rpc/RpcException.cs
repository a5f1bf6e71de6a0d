using System.Text.Json;
using System.Text.RegularExpressions;

namespace Iexec.Ethereum;

/// <summary>A node refused a call. Trying again would give the same answer.</summary>
/// <param name="code">The node's number for the error: 3 for a call that reverted, negative for others, 0 where it gives none.</param>
/// <param name="message">The node's words.</param>
/// <param name="details">What the node adds.</param>
public sealed partial class RpcException(int code, string message, JsonElement? details = null) : Exception(message)
{
    private const string RevertWord = "Reverted ";

    /// <summary>The node's number for the error.</summary>
    public int Code { get; } = code;

    /// <summary>What the node adds.</summary>
    public JsonElement? Details { get; } = details;

    /// <summary>What a contract reverted with: selector and arguments of an <see cref="AbiError"/>. Null where the node gives no such bytes.</summary>
    public byte[]? RevertData { get; } = FindBytes(details);

    /// <summary>Whether the node had no time for the call, and may have later. Providers have many codes for it, but like words.</summary>
    internal bool IsBusy => Code is 429 or -32029 || Code != 3 && RevertData is null && BusyWords().IsMatch(Message);

    /// <summary>The error of an answer: an object as JSON-RPC has it, or whatever a node or a gateway before it writes instead.</summary>
    internal static RpcException FromJson(JsonElement error, NodeWords words)
    {
        if (error.ValueKind != JsonValueKind.Object)
            return new(0, words.Of(TextOf(error)));
        JsonElement? data = error.TryGetProperty("data", out var given) ? given.Clone() : null;
        var text = error.TryGetProperty("message", out var message) && TextOf(message) is { Length: > 0 } said ? said : TextOf(error);
        if (data is { ValueKind: JsonValueKind.String } more && FindBytes(data) is null)
            text += $": {TextOf(more)}";
        return new(CodeOf(error), words.Of(text), data);
    }

    private static int CodeOf(JsonElement error) =>
        error.TryGetProperty("code", out var code) && int.TryParse(TextOf(code), out var number) ? number : 0;

    // The text of a string, the JSON of anything else. Escapes that are no characters make GetString throw.
    private static string TextOf(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return json.GetRawText();
        }
    }

    // Nodes put the bytes in "data" itself, with or without a word before them, or in a "data" or "result" within it.
    private static byte[]? FindBytes(JsonElement? details) => details switch
    {
        { ValueKind: JsonValueKind.String } text => BytesOf(TextOf(text)),
        { ValueKind: JsonValueKind.Object } inner when (Within(inner, "data") ?? Within(inner, "result")) is { } data =>
            BytesOf(TextOf(data)),
        _ => null,
    };

    private static JsonElement? Within(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value : null;

    private static byte[]? BytesOf(string text)
    {
        var data = text.StartsWith(RevertWord, StringComparison.Ordinal) ? text[RevertWord.Length..] : text;
        return data.StartsWith("0x", StringComparison.Ordinal) && Hex.TryDecode(data, out var bytes) ? bytes : null;
    }

    [GeneratedRegex(@"rate.?limit|too many requests|request (rate|limit)|compute units|per second|/sec|\brps\b", RegexOptions.IgnoreCase)]
    private static partial Regex BusyWords();
}
