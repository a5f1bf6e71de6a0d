using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Database;

/// <summary>Something that happened to a task.</summary>
internal sealed class TimelineRow
{
    public long Id { get; init; }

    public required TaskId Task { get; init; }

    /// <summary>Null until the time of its block was read.</summary>
    public required DateTimeOffset? Time { get; set; }

    public required string What { get; init; }

    public Bytes32? Transaction { get; init; }

    /// <summary>The block that says so; null for what the scheduler did itself.</summary>
    public long? Block { get; init; }

    /// <summary>Its place in the block.</summary>
    public long LogIndex { get; init; }
}
