using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>What a scheduler knows of a task, for a person.</summary>
/// <param name="Task">The task.</param>
/// <param name="Deal">Its deal.</param>
/// <param name="Index">Its index.</param>
/// <param name="State">Where it is.</param>
/// <param name="Reason">Why it is there, or why it failed.</param>
/// <param name="NextDeadline">When the scheduler acts at the latest; null once the state is final.</param>
/// <param name="Replicates">The workers on it.</param>
/// <param name="Timeline">What happened, oldest first.</param>
public sealed record TaskReport(
    TaskId Task,
    DealId Deal,
    ulong Index,
    TaskState State,
    string Reason,
    DateTimeOffset? NextDeadline,
    IReadOnlyList<ReplicateReport> Replicates,
    IReadOnlyList<TimelineEntry> Timeline);

/// <summary>A worker on a task.</summary>
/// <param name="Worker">The worker's wallet.</param>
/// <param name="Name">Its name.</param>
/// <param name="Stage">Where it is.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when.</param>
/// <param name="Deadline">When this stage is given up.</param>
/// <param name="ExitCode">The app's exit code, once it ended.</param>
/// <param name="Failure">Why the app has no result of its own, if it failed.</param>
public sealed record ReplicateReport(
    Address Worker, string Name, ReplicateStage Stage, string? Reason, DateTimeOffset Since, DateTimeOffset? Deadline, int? ExitCode, string? Failure = null);

/// <summary>Something that happened to a task.</summary>
/// <param name="Time">When.</param>
/// <param name="What">What, for a person.</param>
/// <param name="Transaction">The transaction, if it was one.</param>
public sealed record TimelineEntry(DateTimeOffset Time, string What, Bytes32? Transaction);

/// <summary>What one replicate's app printed.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Logs">The logs.</param>
public sealed record WorkerLogs(Address Worker, ReplicateLogs Logs);
