using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>What a worker says of itself each time it asks for its desired state.</summary>
/// <param name="Name">The worker's name, for people.</param>
/// <param name="Version">Its program's version.</param>
/// <param name="Slots">How many tasks it runs side by side at most.</param>
/// <param name="SeenVersion">The version of the desired state it has; the service answers at once if there is another, else it waits. 0 asks for an answer at once.</param>
/// <param name="Replicates">Where it is with each of its tasks.</param>
public sealed record WorkerStatus(
    string Name, string Version, int Slots, long SeenVersion, IReadOnlyList<ReplicateStatus> Replicates);

/// <summary>Where a worker is with one task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Stage">Where.</param>
/// <param name="Reason">Why it is there, or why it failed; for a person.</param>
/// <param name="Since">Since when.</param>
/// <param name="Deadline">When this stage is given up; null for a final or waiting stage.</param>
/// <param name="ResultLink">Where the result is stored, once uploaded: <c>/ipfs/…</c>.</param>
/// <param name="ExitCode">The app's exit code, once it ended.</param>
/// <param name="Failure">Why the app has no result of its own, which the worker contributes as its result; null when it has one.</param>
public sealed record ReplicateStatus(
    TaskId Task,
    ReplicateStage Stage,
    string? Reason,
    DateTimeOffset Since,
    DateTimeOffset? Deadline,
    string? ResultLink = null,
    int? ExitCode = null,
    string? Failure = null);

/// <summary>What a scheduler wants a worker to be doing. A task not listed is to be dropped.</summary>
/// <param name="Version">Differs after each change, and is the same for the same state; never 0.</param>
/// <param name="Replicates">The worker's tasks.</param>
/// <param name="Notice">Why the worker gets no work, for its owner; null when nothing is in its way.</param>
public sealed record DesiredState(long Version, IReadOnlyList<DesiredReplicate> Replicates, string? Notice = null);

/// <summary>A task a worker is wanted on.</summary>
/// <param name="Deal">Its deal.</param>
/// <param name="Task">The task.</param>
/// <param name="Goal">How far to take it.</param>
/// <param name="Authorization">What the hub asks for with a contribution.</param>
/// <param name="ResultStore">Where to upload the result.</param>
public sealed record DesiredReplicate(
    DealId Deal, TaskId Task, ReplicateGoal Goal, WorkerpoolAuthorization Authorization, Uri ResultStore);

/// <summary>The end of what an app printed.</summary>
/// <param name="Stdout">Standard output, its last 100,000 characters.</param>
/// <param name="Stderr">Standard error, its last 100,000 characters.</param>
public sealed record ReplicateLogs(string Stdout, string Stderr);
