using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>A task that was initialised.</summary>
internal sealed class ModelTask(TaskId id, Deal deal, ulong index, ulong timeRef)
{
    public TaskId Id => id;

    public Deal Deal => deal;

    public Address Scheduler => deal.Workerpool.Owner;

    public ChainTaskStatus Status { get; set; } = ChainTaskStatus.Active;

    public List<ModelContribution> Contributions { get; } = [];

    /// <summary>The result hash agreed on, if any.</summary>
    public Bytes32? Consensus { get; set; }

    /// <summary>The digest behind it, once revealed.</summary>
    public Bytes32? Digest { get; set; }

    public ulong RevealDeadline { get; set; }

    public byte[] Results { get; set; } = [];

    public byte[] ResultsCallback { get; set; } = [];

    public ulong ContributionDeadline => deal.StartTime + PocoConstants.ContributionDeadlineRatio * timeRef;

    public ulong FinalDeadline => deal.StartTime + PocoConstants.FinalDeadlineRatio * timeRef;

    /// <summary>When reveals end if consensus is reached now.</summary>
    public ulong RevealsUntil(ulong now) => now + PocoConstants.RevealDeadlineRatio * timeRef;

    /// <summary>Those who agree with the consensus and were not turned down before it.</summary>
    public IEnumerable<ModelContribution> Winners => Contributions.Where(c => c.Hash == Consensus && c.Status != ContributionStatus.Rejected);

    public int Reveals => Contributions.Count(c => c.Status == ContributionStatus.Proved);

    public ModelContribution? Of(Address worker) => Contributions.Find(c => c.Worker == worker);

    public ChainTask View() => new(
        id,
        Status,
        deal.Id,
        index,
        timeRef,
        ContributionDeadline,
        RevealDeadline,
        FinalDeadline,
        Consensus ?? default,
        (ulong)Reveals,
        (ulong)Winners.Count(),
        [.. Contributions.Select(c => c.Worker)],
        Digest ?? default,
        Results,
        ResultsCallback);
}
