using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Tests.Reconciling;

/// <summary>Views that can be, and some that should never be.</summary>
internal static class RandomViews
{
    public static (TaskView View, DateTimeOffset Now) Of(int seed)
    {
        var random = new Random(seed);
        var now = Given.At(random.Next(1200));
        var status = (ChainTaskStatus)random.Next(5);
        var view = Given.View(status, trust: (ulong)random.Next(1, 40)) with
        {
            ChainTime = now.AddSeconds(random.Next(-700, 700)),
            Candidates = [.. Enumerable.Range(0, random.Next(8)).Select(_ => new Candidate(Given.Worker(random.Next(1, 12)), random.Next(60)))],
            Untried = random.Next(3),
            Rules = new() { MaxReplicates = random.Next(1, 9) },
            StoredResult = random.Next(2) == 0 ? Given.Stored : null,
            CallbackData = random.Next(3) switch { 0 => null, 1 => [1], _ => [2] },
        };
        view = view with { Deal = view.Deal with { Callback = random.Next(4) == 0 ? Given.Worker(99) : Address.Zero } };
        for (var worker = 1; worker <= random.Next(8); worker++)
            view = AddWorker(view, worker, now, random);
        foreach (var kind in Enum.GetValues<TransactionKind>())
        {
            if (random.Next(4) == 0)
                view = view.With(new TaskTransaction(kind, random.Next(1, 12), random.Next(3) == 0, now.AddSeconds(-random.Next(400)), random.Next(2) == 0 ? null : "refused"));
        }
        return (view with { Chain = Chain(view, random) }, now);
    }

    private static TaskView AddWorker(TaskView view, int worker, DateTimeOffset now, Random random)
    {
        var stages = Enum.GetValues<ReplicateStage>();
        if (random.Next(10) > 0)
        {
            view = view.With(new Replicate(Given.Worker(worker), $"worker-{worker}", stages[random.Next(stages.Length)], now.AddSeconds(-random.Next(90)))
            {
                Since = now.AddSeconds(-random.Next(90)),
                HasWorked = random.Next(2) == 0,
                Deadline = random.Next(3) == 0 ? null : now.AddSeconds(random.Next(-30, 200)),
                Score = random.Next(60),
                Goal = (ReplicateGoal)random.Next(3),
                UploadAsked = random.Next(3) == 0 ? now.AddSeconds(-random.Next(400)) : null,
                ExitCode = random.Next(4) == 0 ? random.Next(3) : null,
                Reason = random.Next(2) == 0 ? "some reason" : null,
            });
        }
        if (view.Chain.Status == ChainTaskStatus.Unset || random.Next(2) == 0)
            return view;
        // Some 1 in 10 contributions stand on chain without that the scheduler ever assigned them: its database was lost.
        return view.With(Given.Contribution(worker, (ContributionStatus)random.Next(1, 4), random.Next(3) == 0 ? Given.OtherDigest : Given.Digest) with { Score = random.Next(60) });
    }

    private static ChainTask Chain(TaskView view, Random random)
    {
        if (view.Chain.Status != ChainTaskStatus.Revealing)
            return view.Chain;
        var chain = view.Chain with { ConsensusValue = Contribution.HashOf(Given.Task, Given.Digest) };
        var winners = view.Contributions.Where(c => c.Contribution.ResultHash == chain.ConsensusValue && c.Contribution.Status != ContributionStatus.Rejected).ToList();
        return chain with
        {
            WinnerCounter = (ulong)winners.Count,
            RevealCounter = (ulong)winners.Count(c => c.Contribution.Status == ContributionStatus.Proved),
            RevealDeadline = (ulong)Given.At(random.Next(200, 900)).ToUnixTimeSeconds(),
            ResultDigest = Keccak256.Hash([1]),
        };
    }
}
