using System.Numerics;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Tests.Reconciling;

/// <summary>Views to reconcile. The deal starts at time 0 with T = 100 s: contributions until 700, final deadline 1000.</summary>
internal static class Given
{
    public const ulong T = 100;
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    public static readonly Bytes32 Digest = Bytes32.FromInteger(7);
    public static readonly Bytes32 OtherDigest = Bytes32.FromInteger(8);
    public static readonly ResultLink Stored = new(ResultLink.Ipfs, "/ipfs/QmResult");

    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    public static Address Worker(int n) => Address.Parse($"0x{n:x40}");

    public static Deal Deal(ulong trust = 3) => new(
        new DealId(Bytes32.FromInteger(1)),
        new(Worker(1001), Worker(1002), Rlc.Zero),
        new(Address.Zero, Address.Zero, Rlc.Zero),
        new(Worker(1003), Worker(1004), new Rlc(100)),
        trust, 0, Tag.None, Worker(1005), Worker(1005), Address.Zero, "", (ulong)Start.ToUnixTimeSeconds(), 0, 1, new Rlc(30), 1, Worker(1005));

    /// <summary>What is decided at a time that the chain and the scheduler's own clock show alike.</summary>
    public static Decision Reconcile(TaskView view, double seconds) => TaskReconciler.Reconcile(view with { ChainTime = At(seconds) }, At(seconds));

    public static TaskId Task { get; } = TaskId.Of(Deal().Id, 0);

    public static TaskView View(ChainTaskStatus status, ulong trust = 3) => new()
    {
        Deal = Deal(trust),
        Index = 0,
        TimeRef = T,
        ChainTime = Start,
        Chain = new(
            Task, status, Deal().Id, 0, status == ChainTaskStatus.Unset ? 0 : T, Second(status, 700), 0, Second(status, 1000), default, 0, 0, [], default, [], []),
    };

    public static TaskView Active(ulong trust = 3) => View(ChainTaskStatus.Active, trust);

    /// <summary>Consensus on <see cref="Digest"/> at 300 s: reveals until 500.</summary>
    public static TaskView Revealing(params (int Worker, ContributionStatus Status)[] winners)
    {
        var view = View(ChainTaskStatus.Revealing);
        foreach (var (worker, status) in winners)
            view = view.With(Replicate(worker, status == ContributionStatus.Proved ? ReplicateStage.Revealed : ReplicateStage.Contributed)).With(Contribution(worker, status));
        var proved = (ulong)winners.Count(w => w.Status == ContributionStatus.Proved);
        return view with
        {
            Chain = view.Chain with
            {
                ConsensusValue = Protocol.Contribution.HashOf(Task, Digest),
                RevealDeadline = (ulong)At(500).ToUnixTimeSeconds(),
                WinnerCounter = (ulong)winners.Length,
                RevealCounter = proved,
                ResultDigest = proved > 0 ? Digest : default,
            },
        };
    }

    public static WorkerContribution Contribution(int worker, ContributionStatus status = ContributionStatus.Contributed, Bytes32? digest = null) =>
        new(Worker(worker), new(status, Protocol.Contribution.HashOf(Task, digest ?? Digest), default, default, 1), 0);

    public static Replicate Replicate(int worker, ReplicateStage stage = ReplicateStage.Computing) =>
        new(Worker(worker), $"worker-{worker}", stage, At(100_000)) { Deadline = stage <= ReplicateStage.Contributing ? At(250) : null };

    public static Candidate[] Candidates(params int[] workers) => [.. workers.Select(w => new Candidate(Worker(w), BigInteger.Zero))];

    public static TaskView With(this TaskView view, Replicate replicate) => view with { Replicates = [.. view.Replicates, replicate] };

    public static TaskView With(this TaskView view, WorkerContribution contribution) => view with { Contributions = [.. view.Contributions, contribution] };

    public static TaskView With(this TaskView view, TaskTransaction transaction) => view with { Transactions = [.. view.Transactions, transaction] };

    private static ulong Second(ChainTaskStatus status, double seconds) => status == ChainTaskStatus.Unset ? 0 : (ulong)At(seconds).ToUnixTimeSeconds();
}
