using Iexec.Api;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Worker;

/// <summary>Where the worker is with each of its tasks, and a hint when that changes.</summary>
/// <param name="time">The clock.</param>
internal sealed class StatusBoard(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<TaskId, ReplicateStatus> statuses = [];
    private readonly WakeUp changed = new(time);

    /// <summary>Ends at the next change. Taken before <see cref="All"/> is read, it misses none.</summary>
    public Task NextChange => changed.Next;

    public IReadOnlyList<ReplicateStatus> All
    {
        get
        {
            lock (gate)
                return [.. statuses.Values];
        }
    }

    public void Set(
        TaskId task, ReplicateStage stage, string? reason, DateTimeOffset? deadline, ComputedResult? result = null, string? resultLink = null)
    {
        lock (gate)
        {
            var before = statuses.GetValueOrDefault(task);
            var after = new ReplicateStatus(
                task,
                stage,
                reason,
                before?.Stage == stage ? before.Since : time.GetUtcNow(),
                deadline,
                resultLink ?? before?.ResultLink,
                result?.ExitCode ?? before?.ExitCode,
                result?.Failure ?? before?.Failure);
            statuses[task] = after;
            if (after != before)
                changed.Give();
        }
    }

    public void Remove(TaskId task)
    {
        lock (gate)
        {
            if (statuses.Remove(task))
                changed.Give();
        }
    }
}
