using System.Numerics;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler;

/// <summary>A task that takes contributions: as many workers as consensus needs, none twice, the lost and the late replaced.</summary>
internal static class Computing
{
    public static Decision Decide(Situation situation)
    {
        var view = situation.View;
        situation.DropBeaten();
        if (situation.ChainNow >= view.ContributionDeadline)
        {
            situation.DropAll("contributions are no longer taken");
            return situation.Decide(TaskState.Undecided, $"contributions ended without consensus{Because(situation)}; the requester is refunded after the final deadline", view.FinalDeadline);
        }
        if (view.Deal.Tag.IsTee)
            return situation.Decide(TaskState.Undecided, "the deal asks for a trusted execution environment, which this pool does not have; the requester is refunded after the final deadline", view.FinalDeadline);

        var atWork = KeepOrDrop(situation);
        var assigned = Choose(situation, atWork);
        if (atWork.Count + assigned.Count > 0)
            return situation.Decide(TaskState.Computing, Progress(situation, atWork, assigned), NextDeadline(situation, atWork, assigned.Count > 0));
        if (Budget(view) <= 0)
            return situation.Decide(TaskState.Undecided, $"{view.Rules.MaxReplicates} workers tried, as many as this pool allows{Because(situation)}; the requester is refunded after the final deadline", view.FinalDeadline);
        return view.Untried == 0 && view.Replicates.Any(r => r.Stage == ReplicateStage.Failed)
            ? situation.Decide(TaskState.Undecided, $"every connected worker failed{Because(situation)}; without another worker the requester is refunded after the final deadline", view.ContributionDeadline)
            : situation.Decide(TaskState.Queued, $"waits for a worker: {view.Shortage}{Because(situation)}", view.ContributionDeadline);
    }

    private static List<Replicate> KeepOrDrop(Situation situation)
    {
        var kept = new List<Replicate>();
        foreach (var replicate in situation.View.Replicates.Where(situation.IsAtWork))
        {
            if (situation.IsLost(replicate))
                situation.Add(new Drop(replicate.Worker, $"silent for more than {situation.View.Rules.LostAfter.TotalSeconds:0} s"));
            else if (replicate.Deadline <= situation.Now)
                situation.Add(new Drop(replicate.Worker, $"took longer than allowed while {replicate.Stage}"));
            else
                kept.Add(replicate);
        }
        return kept;
    }

    private static List<Address> Choose(Situation situation, List<Replicate> atWork)
    {
        var view = situation.View;
        var groups = view.Contributions
            .Where(c => c.Contribution.Status == ContributionStatus.Contributed)
            .GroupBy(c => c.Contribution.ResultHash)
            .ToDictionary(g => g.Key, g => g.Aggregate(BigInteger.One, (product, c) => product * c.Weight));
        var hoped = atWork.Select(r => Credibility.Weight(r.Score)).ToList();
        var on = view.Replicates.Select(r => r.Worker).Concat(view.Contributions.Select(c => c.Worker)).ToHashSet();
        var chosen = new List<Address>();
        for (var i = 0; i < view.Candidates.Count && chosen.Count < Budget(view) && NeedsMore(); i++)
        {
            var candidate = view.Candidates[i];
            if (!on.Add(candidate.Worker))
                continue;
            chosen.Add(candidate.Worker);
            hoped.Add(Credibility.Weight(candidate.Score));
            situation.Add(new Assign(candidate.Worker));
        }
        return chosen;

        // Without anyone at work the chain's word that there is no consensus outranks our estimate of weights.
        bool NeedsMore() => hoped.Count == 0 || Credibility.NeedsMore(groups, hoped, view.Deal.Trust);
    }

    private static int Budget(TaskView view) =>
        view.Rules.MaxReplicates - view.Replicates.Select(r => r.Worker).Concat(view.Contributions.Select(c => c.Worker)).Distinct().Count();

    private static DateTimeOffset NextDeadline(Situation situation, List<Replicate> atWork, bool assigned)
    {
        var view = situation.View;
        var deadlines = atWork.Where(r => r.Deadline is not null).Select(r => r.Deadline!.Value).Append(view.ContributionDeadline);
        return assigned ? deadlines.Append(situation.Now + view.Rules.Answer).Min() : deadlines.Min();
    }

    private static string Progress(Situation situation, List<Replicate> atWork, List<Address> assigned)
    {
        var view = situation.View;
        var who = atWork.Select(r => $"{r.Name} ({r.Stage})").Concat(assigned.Select(w => $"{w} ({ReplicateStage.Assigned})"));
        var contributed = view.Contributions.Count(c => c.Contribution.Status == ContributionStatus.Contributed);
        var given = contributed switch
        {
            0 => "",
            1 => $"; 1 contribution is not enough for trust {view.Deal.Trust}",
            _ => $"; {contributed} contributions do not agree enough for trust {view.Deal.Trust}",
        };
        return $"waits for {string.Join(", ", who)}{given}";
    }

    private static string Because(Situation situation) => situation.Failures() is { Length: > 0 } failures ? $" ({failures})" : "";
}
