namespace Iexec.Chain;

/// <summary>How a follower is doing; for health checks and metrics.</summary>
/// <param name="Head">The newest block the node told of; null before it answered.</param>
/// <param name="Block">The last block handled; null before the first.</param>
/// <param name="BlockTime">That block's time.</param>
/// <param name="Reason">Why it does not advance; null when all is well.</param>
/// <param name="FailingSince">When the failures in a row began; null when there are none.</param>
public sealed record FollowerStatus(
    ulong? Head = null, ulong? Block = null, DateTimeOffset? BlockTime = null, string? Reason = null, DateTimeOffset? FailingSince = null)
{
    /// <summary>How many blocks the view is behind the node; null before both are known.</summary>
    public ulong? Lag => Head is { } head && Block is { } block ? head - Math.Min(head, block) : null;
}
