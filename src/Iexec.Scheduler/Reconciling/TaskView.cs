using System.Numerics;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Chain;

namespace Iexec.Scheduler;

/// <summary>All that decides what happens next to a task.</summary>
public sealed record TaskView
{
    /// <summary>The task's deal.</summary>
    public required Deal Deal { get; init; }

    /// <summary>The task's index.</summary>
    public required ulong Index { get; init; }

    /// <summary>T of the deal's category, in seconds.</summary>
    public required ulong TimeRef { get; init; }

    /// <summary>The task on chain.</summary>
    public required ChainTask Chain { get; init; }

    /// <summary>
    /// The chain's time now, by which the hub judges deadlines: the newest block's, and what has passed since. The scheduler's own clock
    /// may show another.
    /// </summary>
    public required DateTimeOffset ChainTime { get; init; }

    /// <summary>Contributions on chain, in order.</summary>
    public IReadOnlyList<WorkerContribution> Contributions { get; init; } = [];

    /// <summary>Every worker ever put on the task.</summary>
    public IReadOnlyList<Replicate> Replicates { get; init; } = [];

    /// <summary>Workers that are alive, have a free slot and enough stake, and need not pause; best first.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    /// <summary>Why there are no more candidates, for a person.</summary>
    public string Shortage { get; init; } = "no worker is connected";

    /// <summary>How many connected workers are not on the task and may become candidates: busy, pausing, or short of stake.</summary>
    public int Untried { get; init; }

    /// <summary>The newest transaction of each kind.</summary>
    public IReadOnlyList<TaskTransaction> Transactions { get; init; } = [];

    /// <summary>The result in the result store; null while there is none.</summary>
    public ResultLink? StoredResult { get; init; }

    /// <summary>Why the result store could not be asked; null when it answered.</summary>
    public string? StoreTrouble { get; init; }

    /// <summary>The bytes for the deal's callback, which hash to the revealed digest; null while they are unknown.</summary>
    public byte[]? CallbackData { get; init; }

    /// <summary>The pool's limits.</summary>
    public SchedulerRules Rules { get; init; } = new();

    internal DateTimeOffset ContributionDeadline =>
        Chain.Status == ChainTaskStatus.Unset ? Since(PocoConstants.ContributionDeadlineRatio) : BlockTimes.Of(Chain.ContributionDeadline);

    internal DateTimeOffset RevealDeadline => BlockTimes.Of(Chain.RevealDeadline);

    internal DateTimeOffset FinalDeadline =>
        Chain.Status == ChainTaskStatus.Unset ? Since(PocoConstants.FinalDeadlineRatio) : BlockTimes.Of(Chain.FinalDeadline);

    /// <summary>Contributions that agree with the consensus.</summary>
    internal IEnumerable<WorkerContribution> Winners =>
        Contributions.Where(c => c.Contribution.ResultHash == Chain.ConsensusValue
            && c.Contribution.Status is ContributionStatus.Contributed or ContributionStatus.Proved);

    /// <summary>Whether a contribution can not win any more.</summary>
    internal bool IsBeaten(Contribution contribution) =>
        contribution.Status == ContributionStatus.Rejected
        || (Chain.ConsensusValue != default && contribution.ResultHash != Chain.ConsensusValue);

    internal Contribution? ContributionOf(Address worker) => Contributions.FirstOrDefault(c => c.Worker == worker)?.Contribution;

    /// <summary>How many workers the task's budget still allows. Who contributed, took real time or is at work has used it.</summary>
    internal int Budget(IEnumerable<Replicate> atWork) => Rules.MaxReplicates - Replicates.Where(r => r.HasWorked).Concat(atWork)
        .Select(r => r.Worker)
        .Concat(Contributions.Select(c => c.Worker))
        .Distinct()
        .Count();

    private DateTimeOffset Since(ulong ratio) => BlockTimes.Of(Deal.StartTime + ratio * (UInt128)TimeRef);
}

/// <summary>A contribution on chain.</summary>
/// <param name="Worker">Whose.</param>
/// <param name="Contribution">What the hub keeps.</param>
/// <param name="Score">The worker's score now.</param>
public sealed record WorkerContribution(Address Worker, Contribution Contribution, BigInteger Score)
{
    /// <summary>
    /// The worker's weight when it contributed. The hub keeps only its logarithm; the score since may have moved.
    /// </summary>
    public BigInteger Weight
    {
        get
        {
            var least = BigInteger.One << (int)Math.Min(Contribution.LogWeight, 255);
            return BigInteger.Min(BigInteger.Max(Credibility.Weight(Score), least), 2 * least - 1);
        }
    }
}

/// <summary>A worker put on a task.</summary>
/// <param name="Worker">Its wallet.</param>
/// <param name="Name">Its name.</param>
/// <param name="Stage">Where it is; the chain outranks what it says.</param>
/// <param name="LastSeen">When it asked last.</param>
public sealed record Replicate(Address Worker, string Name, ReplicateStage Stage, DateTimeOffset LastSeen)
{
    /// <summary>Why it is there, or why it failed.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when it is in this stage.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether it took real time over the task: who said no at once, or never answered, has not.</summary>
    public bool HasWorked { get; init; }

    /// <summary>When this stage is given up.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Its score on chain.</summary>
    public BigInteger Score { get; init; }

    /// <summary>How far it is asked to take the task.</summary>
    public ReplicateGoal Goal { get; init; }

    /// <summary>When it was asked to upload.</summary>
    public DateTimeOffset? UploadAsked { get; init; }

    /// <summary>The app's exit code, once it ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why the app has no result of its own; null when it has, or has not ended.</summary>
    public string? Failure { get; init; }
}

/// <summary>A worker that could be put on a task.</summary>
/// <param name="Worker">Its wallet.</param>
/// <param name="Score">Its score on chain.</param>
public sealed record Candidate(Address Worker, BigInteger Score);
