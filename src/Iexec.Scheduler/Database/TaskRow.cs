using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Database;

/// <summary>A task, as it was last reconciled.</summary>
internal sealed class TaskRow
{
    public required TaskId Id { get; init; }

    public required DealId Deal { get; init; }

    public required long Index { get; init; }

    public required Address Requester { get; init; }

    /// <summary>Up to when the category lets an app run, in seconds.</summary>
    public required long TimeRef { get; init; }

    /// <summary>What a worker locks for it.</summary>
    public required Rlc WorkerStake { get; init; }

    public required TaskState State { get; set; }

    public required string Reason { get; set; }

    public required DateTimeOffset? NextDeadline { get; set; }

    public bool IsFinal { get; set; }

    /// <summary>Where the result is, once it was seen in the result store.</summary>
    public string? ResultLocation { get; set; }
}
