using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Results.Chain;

namespace Iexec.Results.Tests;

/// <summary>A chain with one deal of one task; a test sets where the task and its contributions are.</summary>
public sealed class TestChain : IResultsChain
{
    private static readonly DealId _deal = new(Keccak256.HashText("deal"));

    public PrivateKey PoolOwner { get; } = PrivateKey.Create();

    public TaskId Task { get; } = TaskId.Of(_deal, 0);

    public ChainTaskStatus Status { get; set; } = ChainTaskStatus.Revealing;

    public Tag Tag { get; set; } = Tag.None;

    public Address Callback { get; set; }

    public Dictionary<Address, Contribution> Contributions { get; } = [];

    public void Contribute(Address worker, Bytes32 digest, ContributionStatus status = ContributionStatus.Proved) =>
        Contributions[worker] = new(status, Contribution.HashOf(Task, digest), Contribution.SealOf(worker, Task, digest), Address.Zero, 1);

    public Task<ChainTask> ViewTaskAsync(TaskId task, CancellationToken ct) => System.Threading.Tasks.Task.FromResult(new ChainTask(
        task, task == Task ? Status : ChainTaskStatus.Unset, _deal, 0, 300, 0, 0, 0, default, 0, 0, [], default, [], []));

    public Task<Deal> ViewDealAsync(DealId deal, CancellationToken ct)
    {
        var none = new Resource(Address.Zero, Address.Zero, Rlc.Zero);
        return System.Threading.Tasks.Task.FromResult(new Deal(
            deal, none, none, none with { Owner = PoolOwner.Address }, 1, 0, Tag, Address.Zero, Address.Zero, Callback, "", 1, 0, 1, Rlc.Zero, 1, Address.Zero));
    }

    public Task<Contribution> ViewContributionAsync(TaskId task, Address worker, CancellationToken ct) =>
        System.Threading.Tasks.Task.FromResult(Contributions.GetValueOrDefault(worker, new(ContributionStatus.Unset, default, default, Address.Zero, 0)));
}
