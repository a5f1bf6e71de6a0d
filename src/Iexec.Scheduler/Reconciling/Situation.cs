using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Scheduler;

/// <summary>A view at a time, and the decision growing from it.</summary>
internal sealed class Situation(TaskView view, DateTimeOffset now)
{
    private static readonly TimeSpan MinedWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SmallSkew = TimeSpan.FromMinutes(1);
    private static readonly Backoff Retry = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));
    private readonly List<TaskAction> _actions = [];

    public TaskView View => view;

    public DateTimeOffset Now => now;

    /// <summary>The chain's time, by which the hub judges deadlines.</summary>
    public DateTimeOffset ChainNow => view.ChainTime;

    public void Add(TaskAction action) => _actions.Add(action);

    /// <summary>The decision, with a deadline by this program's clock.</summary>
    public Decision Decide(TaskState state, string reason, DateTimeOffset deadline) =>
        new(state, reason, deadline, _actions);

    /// <summary>Nothing can decide the task any more.</summary>
    public Decision Undecided(string reason) =>
        Decide(TaskState.Undecided, $"{reason}; the requester is refunded after the final deadline", Here(view.FinalDeadline));

    /// <summary>
    /// When this program's clock will be at a time of the chain that is ahead. Where the two show nearly the same, the time itself, so that
    /// people are told the one that is on chain.
    /// </summary>
    public DateTimeOffset Here(DateTimeOffset chainTime)
    {
        if (chainTime > now && (now - ChainNow).Duration() < SmallSkew)
            return chainTime;
        var ahead = chainTime - ChainNow;
        return ahead < DateTimeOffset.MaxValue - now ? now + ahead : DateTimeOffset.MaxValue;
    }

    public Decision Final(TaskState state, string reason) => new(state, reason, null, _actions);

    /// <summary>Sends a transaction unless one of its kind is on its way; waits longer after each failure.</summary>
    /// <param name="send">Which.</param>
    /// <param name="state">The state while it is sent.</param>
    /// <param name="reason">What it is for.</param>
    /// <param name="end">When it is too late for it, by the chain's time; null for never.</param>
    public Decision Send(Send send, TaskState state, string reason, DateTimeOffset? end)
    {
        var last = view.Transactions.FirstOrDefault(t => t.Kind == send.Kind);
        var next = now + MinedWithin;
        if (last is { IsOpen: true })
            reason += $"; the transaction {last.Reason ?? "waits to be mined"}";
        else if (last?.Reason is { } why)
            reason += $"; attempt {last.Attempts} failed: {why}";
        if (last is { IsOpen: false } && last.Since + Retry.After(last.Attempts, chance: 0) is var retry && retry > now)
            next = retry;
        else if (last is not { IsOpen: true })
            Add(send);
        return Decide(state, reason, end is { } late && Here(late) < next ? Here(late) : next);
    }

    /// <summary>Is expected to contribute.</summary>
    public bool IsAtWork(Replicate replicate) =>
        replicate.Stage != ReplicateStage.Failed && view.ContributionOf(replicate.Worker) is null or { Status: ContributionStatus.Unset };

    public bool IsLost(Replicate replicate) => now - replicate.LastSeen >= view.Rules.LostAfter;

    /// <summary>Drops all at work, through no fault of theirs.</summary>
    public void DropAll(string reason)
    {
        foreach (var replicate in view.Replicates.Where(IsAtWork))
            Add(new Drop(replicate.Worker, reason, IsFault: false));
    }

    /// <summary>Drops those whose contribution the hub has turned down or that disagrees with the consensus.</summary>
    public void DropBeaten()
    {
        foreach (var replicate in view.Replicates.Where(r => r.Stage != ReplicateStage.Failed))
        {
            if (view.ContributionOf(replicate.Worker) is not { } contribution || !view.IsBeaten(contribution))
                continue;
            var isRejected = contribution.Status == ContributionStatus.Rejected;
            Add(new Drop(replicate.Worker, isRejected ? "it did not reveal in time" : "its result differs from the consensus"));
        }
    }

    public string NameOf(Address worker) => view.Replicates.FirstOrDefault(r => r.Worker == worker)?.Name ?? worker.ToString();

    /// <summary>Adds that the result agreed on is a failure of the app, if it is one.</summary>
    public string WithAppFailure(string reason) => view.AppFailure() is { } failure ? $"{reason}; app failed: {failure}" : reason;

    public string Failures() => string.Join("; ", view.Replicates
        .Where(r => r.Stage == ReplicateStage.Failed)
        .Take(3)
        .Select(r => $"{r.Name}: {r.Reason ?? "no reason given"}"));
}
