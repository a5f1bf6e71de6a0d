using Iexec.Api;

namespace Iexec.Scheduler;

/// <summary>Where a task is, and what the scheduler does about it.</summary>
/// <param name="State">Where.</param>
/// <param name="Reason">Why it is there, for a person.</param>
/// <param name="NextDeadline">When something is given up or tried again at the latest; null once the state is final.</param>
/// <param name="Actions">What to do now.</param>
public sealed record Decision(TaskState State, string Reason, DateTimeOffset? NextDeadline, IReadOnlyList<TaskAction> Actions)
{
    /// <summary>Nothing will change any more.</summary>
    public bool IsFinal => State is TaskState.Completed or TaskState.Failed;
}
