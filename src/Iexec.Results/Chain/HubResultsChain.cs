using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Results.Chain;

/// <summary>Reads the hub.</summary>
internal sealed class HubResultsChain(HubClient hub) : IResultsChain
{
    public Task<ChainTask> ViewTaskAsync(TaskId task, CancellationToken ct) => hub.ViewTaskAsync(task, ct);

    public Task<Deal> ViewDealAsync(DealId deal, CancellationToken ct) => hub.ViewDealAsync(deal, ct);

    public Task<Contribution> ViewContributionAsync(TaskId task, Address worker, CancellationToken ct) =>
        hub.ViewContributionAsync(task, worker, ct);
}
