using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Database;

/// <summary>A worker put on a task. Times are the scheduler's own: a worker's clock counts for nothing.</summary>
internal sealed class ReplicateRow
{
    public required TaskId Task { get; init; }

    public required Address Worker { get; init; }

    public required string Name { get; set; }

    public required ReplicateStage Stage { get; set; }

    /// <summary>The latest stage it ever reached: going back does not buy it time.</summary>
    public required ReplicateStage Furthest { get; set; }

    public string? Reason { get; set; }

    /// <summary>When the worker was put on the task, or first seen on it on chain.</summary>
    public required DateTimeOffset Assigned { get; init; }

    public required DateTimeOffset Since { get; set; }

    public DateTimeOffset? Deadline { get; set; }

    public ReplicateGoal Goal { get; set; }

    public DateTimeOffset? UploadAsked { get; set; }

    public int? ExitCode { get; set; }

    /// <summary>Why the app has no result of its own, if it failed.</summary>
    public string? Failure { get; set; }

    /// <summary>Failed by the scheduler's decision, not by the worker's own word: a contribution on chain revives it.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>It failed the task: not one who was only not needed any more.</summary>
    public bool IsFault { get; set; }

    /// <summary>Its contribution stands, as far as is known.</summary>
    public bool HasContributed => Stage is >= ReplicateStage.Contributed and < ReplicateStage.Failed;

    public void MoveTo(ReplicateStage stage, string? reason, DateTimeOffset now)
    {
        if (Stage != stage)
            Since = now;
        (Stage, Reason) = (stage, reason);
    }
}
