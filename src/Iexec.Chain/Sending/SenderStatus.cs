namespace Iexec.Chain;

/// <summary>How a sender is doing; for health checks and metrics.</summary>
/// <param name="Waiting">How many transactions are queued or sent, but not mined.</param>
/// <param name="OldestAt">When the oldest of them was queued; null when there is none.</param>
/// <param name="Reason">What it waits for, or the last error; null when all is well.</param>
/// <param name="FailingSince">When failures in a row to reach node or database began; null when there are none.</param>
public sealed record SenderStatus(int Waiting = 0, DateTimeOffset? OldestAt = null, string? Reason = null, DateTimeOffset? FailingSince = null);
