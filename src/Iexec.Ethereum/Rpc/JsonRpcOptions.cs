using Iexec.Runtime;

namespace Iexec.Ethereum;

/// <summary>The patience of a <see cref="JsonRpcClient"/>.</summary>
public sealed record JsonRpcOptions
{
    /// <summary>What the answer to one attempt may take.</summary>
    public HttpBounds Bounds { get; init; } = new(64 << 20, TimeSpan.FromSeconds(30));

    /// <summary>How often a call is tried again when it did not reach the node, or the node had no time for it.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>The pause before the first retry; each further one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);
}
