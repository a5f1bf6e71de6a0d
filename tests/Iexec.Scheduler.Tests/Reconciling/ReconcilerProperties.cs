using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Scheduler.Tests.Reconciling;

public sealed class ReconcilerProperties
{
    [Fact]
    public void A_task_that_is_not_over_has_a_reason_and_a_deadline_ahead() => Always((view, now, decision) =>
    {
        Assert.Equal(view.Chain.Status is ChainTaskStatus.Completed or ChainTaskStatus.Failed, decision.IsFinal);
        Assert.NotEmpty(decision.Reason);
        if (decision.IsFinal)
            Assert.Null(decision.NextDeadline);
        else
            Assert.True(decision.NextDeadline > now);
    });

    [Fact]
    public void The_same_view_gives_the_same_decision() => Always((view, now, decision) =>
        Assert.Equal(Texts(decision), Texts(TaskReconciler.Reconcile(view, now))));

    [Fact]
    public void No_two_actions_are_about_one_worker_and_one_transaction_is_sent_at_most() => Always((_, _, decision) =>
    {
        var workers = decision.Actions.Select(WorkerOf).OfType<Address>().ToList();
        Assert.Equal(workers.Distinct(), workers);
        Assert.True(decision.Actions.Count(a => a is Send) <= 1);
        Assert.True(decision.Actions.Count(a => a is AskUpload) <= 1);
    });

    [Fact]
    public void Once_done_nothing_is_left_to_do() => Always((view, now, decision) =>
        Assert.Empty(TaskReconciler.Reconcile(Applied(view, decision, now), now).Actions));

    [Fact]
    public void Workers_are_assigned_once_within_the_pools_limit_and_no_more_than_consensus_needs() => Always((view, now, decision) =>
    {
        var assigned = decision.Actions.OfType<Assign>().Select(a => a.Worker).ToList();
        if (assigned.Count == 0)
            return;
        var on = view.Replicates.Select(r => r.Worker).Concat(view.Contributions.Select(c => c.Worker)).Distinct().ToList();
        Assert.Equal(ChainTaskStatus.Active, view.Chain.Status);
        Assert.Empty(assigned.Intersect(on));
        Assert.Subset(view.Candidates.Select(c => c.Worker).ToHashSet(), assigned.ToHashSet());
        var dropped = decision.Actions.OfType<Drop>().Select(d => d.Worker).ToHashSet();
        var counted = view.Replicates.Where(r => r.HasWorked || (r.Stage != ReplicateStage.Failed && !dropped.Contains(r.Worker)))
            .Select(r => r.Worker).Concat(view.Contributions.Select(c => c.Worker)).Distinct().Count();
        Assert.True(counted + assigned.Count <= view.Rules.MaxReplicates);

        // All but the last were not enough.
        var pending = view.Replicates
            .Where(r => r.Stage != ReplicateStage.Failed && !dropped.Contains(r.Worker) && view.Contributions.All(c => c.Worker != r.Worker))
            .Select(r => r.Score)
            .Concat(assigned.SkipLast(1).Select(w => view.Candidates.First(c => c.Worker == w).Score))
            .Select(Credibility.Weight)
            .ToList();
        var groups = view.Contributions
            .Where(c => c.Contribution.Status == ContributionStatus.Contributed)
            .GroupBy(c => c.Contribution.ResultHash)
            .ToDictionary(g => g.Key, g => g.Aggregate(BigInteger.One, (w, c) => w * c.Weight));
        Assert.True(pending.Count == 0 || Credibility.NeedsMore(groups, pending, view.Deal.Trust));
    });

    [Fact]
    public void No_transaction_is_sent_that_the_hub_must_refuse_nor_one_that_is_on_its_way() => Always((view, now, decision) =>
    {
        if (decision.Actions.OfType<Send>().SingleOrDefault() is not { } send)
            return;
        Assert.DoesNotContain(view.Transactions, t => t.Kind == send.Kind && t.IsOpen);
        var next = (ulong)view.ChainTime.ToUnixTimeSeconds();
        var chain = view.Chain;
        var isAccepted = send switch
        {
            Initialize => chain.Status == ChainTaskStatus.Unset,
            Claim => chain.Status is ChainTaskStatus.Active or ChainTaskStatus.Revealing && next >= chain.FinalDeadline,
            Reopen => chain is { Status: ChainTaskStatus.Revealing, RevealCounter: 0 } && chain.RevealDeadline <= next && next < chain.ContributionDeadline,
            FinalizeTask f => chain is { Status: ChainTaskStatus.Revealing, RevealCounter: > 0 }
                && next < chain.FinalDeadline
                && (chain.RevealCounter == chain.WinnerCounter || chain.RevealDeadline <= next)
                && (view.Deal.Callback == Address.Zero ? f.CallbackData.Length == 0 : Keccak256.Hash(f.CallbackData) == chain.ResultDigest),
            _ => false,
        };
        Assert.True(isAccepted, $"{send} at {next} with {chain}");
    });

    [Fact]
    public void Reveals_are_asked_of_winners_in_time_and_uploads_of_those_who_revealed() => Always((view, now, decision) =>
    {
        foreach (var ask in decision.Actions.OfType<AskReveal>())
        {
            var contribution = view.Contributions.Single(c => c.Worker == ask.Worker).Contribution;
            Assert.Equal((ContributionStatus.Contributed, view.Chain.ConsensusValue), (contribution.Status, contribution.ResultHash));
            Assert.True((ulong)view.ChainTime.ToUnixTimeSeconds() < view.Chain.RevealDeadline);
        }
        foreach (var ask in decision.Actions.OfType<AskUpload>())
            Assert.Equal(ContributionStatus.Proved, view.Contributions.Single(c => c.Worker == ask.Worker).Contribution.Status);
    });

    private static void Always(Action<TaskView, DateTimeOffset, Decision> holds) =>
        Prop.ForAll<int>(seed =>
        {
            var (view, now) = RandomViews.Of(seed);
            holds(view, now, TaskReconciler.Reconcile(view, now));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(int.MaxValue / 2));

    private static Address? WorkerOf(TaskAction action) => action switch
    {
        Assign a => a.Worker,
        Drop d => d.Worker,
        AskReveal r => r.Worker,
        AskUpload u => u.Worker,
        _ => null,
    };

    private static IEnumerable<string> Texts(Decision decision) =>
        decision.Actions.Select(a => a.ToString()).Append($"{decision.State} {decision.Reason} {decision.NextDeadline}");

    /// <summary>What the view is once the scheduler did as decided.</summary>
    private static TaskView Applied(TaskView view, Decision decision, DateTimeOffset now)
    {
        foreach (var action in decision.Actions)
        {
            view = action switch
            {
                Assign a => view.With(new Replicate(a.Worker, "new", ReplicateStage.Assigned, now)
                {
                    Deadline = now + view.Rules.Answer,
                    Score = view.Candidates.First(c => c.Worker == a.Worker).Score,
                }),
                Drop d => Change(d.Worker, r => r with { Stage = ReplicateStage.Failed, Reason = d.Reason, Since = now }),
                AskReveal a => Change(a.Worker, r => r with { Goal = ReplicateGoal.Reveal }),
                AskUpload a => Change(a.Worker, r => r with { Goal = ReplicateGoal.Upload, UploadAsked = now }),
                Send s => view with
                {
                    Transactions = [.. view.Transactions.Where(t => t.Kind != s.Kind), new TaskTransaction(s.Kind, 1, true, now, null)],
                },
                _ => view,
            };
        }
        return view;

        TaskView Change(Address worker, Func<Replicate, Replicate> change) =>
            view with { Replicates = [.. view.Replicates.Select(r => r.Worker == worker ? change(r) : r)] };
    }
}
