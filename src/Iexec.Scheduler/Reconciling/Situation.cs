using Iexec.Api;
using Iexec.Protocol;

namespace Iexec.Scheduler;

/// <summary>A view at a time, and the decision growing from it.</summary>
internal sealed class Situation(TaskView view, DateTimeOffset now)
{
    private static readonly TimeSpan MinedWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);
    private readonly List<TaskAction> _actions = [];

    public TaskView View => view;

    public DateTimeOffset Now => now;

    /// <summary>The time of the next block, by which the hub judges deadlines.</summary>
    public DateTimeOffset ChainNow { get; } = now > view.BlockTime ? now : view.BlockTime;

    public void Add(TaskAction action) => _actions.Add(action);

    public Decision Decide(TaskState state, string reason, DateTimeOffset deadline) =>
        new(state, reason, deadline, _actions);

    public Decision Final(TaskState state, string reason) => new(state, reason, null, _actions);

    /// <summary>Sends a transaction unless one of its kind is on its way; waits longer after each failure.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="create">Makes it, from the number of attempts before.</param>
    /// <param name="state">The state while it is sent.</param>
    /// <param name="reason">What it is for.</param>
    /// <param name="end">When it is too late for it; null for never.</param>
    public Decision Send(TransactionKind kind, Func<int, Send> create, TaskState state, string reason, DateTimeOffset? end)
    {
        var last = view.Transactions.FirstOrDefault(t => t.Kind == kind);
        var next = now + MinedWithin;
        if (last is { IsOpen: true })
            reason += $"; the transaction {last.Reason ?? "waits to be mined"}";
        else if (last?.Reason is { } why)
            reason += $"; attempt {last.Attempts} failed: {why}";
        if (last is { IsOpen: false } && last.Since + Wait(last.Attempts) is var retry && retry > now)
            next = retry;
        else if (last is not { IsOpen: true })
            Add(create(last?.Attempts ?? 0));
        return Decide(state, reason, end < next ? end.Value : next);
    }

    /// <summary>Is expected to contribute.</summary>
    public bool IsAtWork(Replicate replicate) =>
        replicate.Stage != ReplicateStage.Failed && view.ContributionOf(replicate.Worker) is null or { Status: ContributionStatus.Unset };

    public bool IsLost(Replicate replicate) => now - replicate.LastSeen >= view.Rules.LostAfter;

    public void DropAll(string reason)
    {
        foreach (var replicate in view.Replicates.Where(IsAtWork))
            Add(new Drop(replicate.Worker, reason));
    }

    /// <summary>Drops those whose contribution the hub has turned down or that disagrees with the consensus.</summary>
    public void DropBeaten()
    {
        foreach (var replicate in view.Replicates.Where(r => r.Stage != ReplicateStage.Failed))
        {
            if (view.ContributionOf(replicate.Worker) is { } contribution && view.IsBeaten(contribution))
                Add(new Drop(replicate.Worker, contribution.Status == ContributionStatus.Rejected ? "it did not reveal in time" : "its result differs from the consensus"));
        }
    }

    public string NameOf(Iexec.Ethereum.Address worker) => view.Replicates.FirstOrDefault(r => r.Worker == worker)?.Name ?? worker.ToString();

    /// <summary>Adds that the result agreed on is a failure of the app, if it is one.</summary>
    public string WithAppFailure(string reason) => view.AppFailure() is { } failure ? $"{reason}; app failed: {failure}" : reason;

    public string Failures() => string.Join("; ", view.Replicates
        .Where(r => r.Stage == ReplicateStage.Failed)
        .Take(3)
        .Select(r => $"{r.Name}: {r.Reason ?? "no reason given"}"));

    private static TimeSpan Wait(int attempts) =>
        TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, FirstRetry.Ticks << Math.Clamp(attempts - 1, 0, 10)));
}
