using System.Numerics;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Scheduler;

/// <summary>
/// A task that takes contributions: as many workers as consensus needs, none twice, the lost and the late replaced. Who says no at once
/// does not use up the task's budget, but after many of them the next is asked more slowly: it may be the task that nobody can do.
/// </summary>
internal static class Computing
{
    private const int MostAskedPerBudget = 10;
    private static readonly Backoff Pace = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    public static Decision Decide(Situation situation)
    {
        var view = situation.View;
        situation.DropBeaten();
        if (situation.ChainNow >= view.ContributionDeadline)
        {
            situation.DropAll("contributions are no longer taken");
            return situation.Undecided($"contributions ended without consensus{Because(situation)}");
        }
        if (view.Deal.Tag.IsTee)
            return situation.Undecided("the deal asks for a trusted execution environment, which this pool does not have");

        var atWork = KeepOrDrop(situation);
        var pause = Pause(view);
        var left = MostAskedPerBudget * view.Rules.MaxReplicates - Asked(view).Count;
        var room = pause > situation.Now ? 0 : Math.Min(view.Budget(atWork), left);
        var assigned = Choose(situation, atWork, room);
        if (atWork.Count + assigned.Count > 0)
        {
            var deadline = NextDeadline(situation, atWork, assigned.Count > 0);
            return situation.Decide(TaskState.Computing, Progress(situation, atWork, assigned), deadline);
        }
        if (pause > situation.Now)
        {
            var reason = $"many workers turned it down{Because(situation)}; the next is asked in a moment";
            return situation.Decide(TaskState.Queued, reason, pause.Value);
        }
        if (room <= 0)
            return situation.Undecided($"{Asked(view).Count} workers tried, as many as this pool allows{Because(situation)}");
        var end = situation.Here(view.ContributionDeadline);
        return view.Untried == 0 && view.Replicates.Any(r => r.Stage == ReplicateStage.Failed)
            ? situation.Decide(
                TaskState.Undecided,
                $"every connected worker failed{Because(situation)}; without another the requester is refunded after the final deadline",
                end)
            : situation.Decide(TaskState.Queued, $"waits for a worker: {view.Shortage}{Because(situation)}", end);
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

    private static List<Address> Choose(Situation situation, List<Replicate> atWork, int room)
    {
        var view = situation.View;
        var groups = view.Contributions
            .Where(c => c.Contribution.Status == ContributionStatus.Contributed)
            .GroupBy(c => c.Contribution.ResultHash)
            .ToDictionary(g => g.Key, g => g.Aggregate(BigInteger.One, (product, c) => product * c.Weight));
        var hoped = atWork.Select(r => Credibility.Weight(r.Score)).ToList();
        var on = Asked(view);
        var chosen = new List<Address>();
        for (var i = 0; i < view.Candidates.Count && chosen.Count < room && NeedsMore(); i++)
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

    private static HashSet<Address> Asked(TaskView view) =>
        [.. view.Replicates.Select(r => r.Worker), .. view.Contributions.Select(c => c.Worker)];

    // Until when nobody else is asked; null when anybody may be.
    private static DateTimeOffset? Pause(TaskView view)
    {
        var idle = view.Replicates.Where(r => r is { Stage: ReplicateStage.Failed, HasWorked: false }).ToList();
        var excess = idle.Count - view.Rules.MaxReplicates;
        return excess > 0 ? idle.Max(r => r.Since) + Pace.After(excess, chance: 0) : null;
    }

    private static DateTimeOffset NextDeadline(Situation situation, List<Replicate> atWork, bool assigned)
    {
        var view = situation.View;
        var deadlines = atWork.Select(r => r.Deadline).OfType<DateTimeOffset>().Append(situation.Here(view.ContributionDeadline));
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
