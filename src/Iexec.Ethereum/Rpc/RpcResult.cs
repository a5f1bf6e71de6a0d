using System.Text.Json;

namespace Iexec.Ethereum;

/// <summary>A node's answer to one call of a batch.</summary>
public sealed class RpcResult
{
    private readonly JsonElement _value;

    internal RpcResult(JsonElement value) => _value = value;

    internal RpcResult(RpcException error) => Error = error;

    /// <summary>Why the node refused the call; null where it answered.</summary>
    public RpcException? Error { get; }

    /// <summary>The answer as a value.</summary>
    /// <exception cref="RpcException">The node refused the call.</exception>
    /// <exception cref="FormatException">The answer is not such a value.</exception>
    public T As<T>() => Error is null ? RpcJson.Read<T>(_value) : throw Error;
}
