using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Results.Chain;

/// <summary>What a result store must know of the chain.</summary>
public interface IResultsChain
{
    /// <summary>A task; status <see cref="ChainTaskStatus.Unset"/> when there is none.</summary>
    Task<ChainTask> ViewTaskAsync(TaskId task, CancellationToken ct);

    /// <summary>A deal.</summary>
    Task<Deal> ViewDealAsync(DealId deal, CancellationToken ct);

    /// <summary>A worker's contribution to a task.</summary>
    Task<Contribution> ViewContributionAsync(TaskId task, Address worker, CancellationToken ct);
}
