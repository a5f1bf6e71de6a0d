using System.Text.Json;

namespace Iexec.Ethereum;

/// <summary>A node refused a call. Trying again would give the same answer.</summary>
/// <param name="code">The node's number for the error: 3 for a call that reverted, negative for others.</param>
/// <param name="message">The node's text.</param>
/// <param name="details">What the node adds.</param>
public sealed class RpcException(int code, string message, JsonElement? details = null) : Exception(message)
{
    /// <summary>The node's number for the error.</summary>
    public int Code { get; } = code;

    /// <summary>What the node adds.</summary>
    public JsonElement? Details { get; } = details;

    /// <summary>What a contract reverted with: selector and arguments of an <see cref="AbiError"/>. Null where the node gives no such bytes.</summary>
    public byte[]? RevertData { get; } = FindBytes(details);

    internal static RpcException FromJson(JsonElement error) => new(
        error.TryGetProperty("code", out var code) && code.TryGetInt32(out var number) ? number : 0,
        error.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "The node gave no message.",
        error.TryGetProperty("data", out var data) ? data.Clone() : null);

    // Nodes put the bytes in "data" itself, or in a "data" within it.
    private static byte[]? FindBytes(JsonElement? details) => details switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString()!.StartsWith("0x", StringComparison.Ordinal) => Hex.TryDecode(text.GetString(), out var bytes) ? bytes : null,
        { ValueKind: JsonValueKind.Object } inner when inner.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.String => FindBytes(data),
        _ => null,
    };
}
