namespace Iexec.Scheduler;

/// <summary>The transactions a scheduler sends for a task.</summary>
public enum TransactionKind
{
    /// <summary>Opens the task.</summary>
    Initialize,

    /// <summary>Publishes the result.</summary>
    Finalize,

    /// <summary>Takes contributions again.</summary>
    Reopen,

    /// <summary>Refunds after the final deadline.</summary>
    Claim,
}

/// <summary>The newest transaction of one kind for a task.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Attempts">How many of this kind there were, this one included.</param>
/// <param name="IsOpen">It may still be mined.</param>
/// <param name="Since">When it was written down, or when it ended.</param>
/// <param name="Reason">What it waits for, or why it failed.</param>
public sealed record TaskTransaction(TransactionKind Kind, int Attempts, bool IsOpen, DateTimeOffset Since, string? Reason);
