using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Worker;

/// <summary>What a worker checks on chain before it spends anything on a task; it takes the scheduler's word for nothing.</summary>
/// <param name="hub">The hub.</param>
/// <param name="settings">The worker's settings.</param>
/// <param name="time">The clock.</param>
internal sealed class Preflight(HubClient hub, WorkerSettings settings, TimeProvider time)
{
    // A contribution that completes the consensus, and a reveal, with the sender's margins.
    private const int GasOfTask = 1_500_000;

    /// <summary>The deal and the task of an assignment that may be worked on.</summary>
    /// <exception cref="ReplicateFailedException">It may not; the message says why.</exception>
    public async Task<(Deal Deal, ChainTask Task, Contribution Mine)> CheckAsync(DesiredReplicate desired, CancellationToken ct)
    {
        var deal = await hub.ViewDealAsync(desired.Deal, ct);
        Require(deal.Exists, $"the chain has no deal {desired.Deal}", mayPass: true);
        Require(deal.Workerpool.Pointer == settings.Workerpool, $"deal {deal.Id} is for workerpool {deal.Workerpool.Pointer}, not for ours");
        if (Capabilities.Standard.Missing(Demands.Of(deal.Tag), "this worker") is { } missing)
            throw new ReplicateFailedException(missing);
        var task = await hub.ViewTaskAsync(desired.Task, ct);
        Require(task.Status != ChainTaskStatus.Unset, $"the chain has no task {desired.Task}", mayPass: true);
        Require(task.Deal == deal.Id, $"task {desired.Task} is not of deal {deal.Id}");
        var mine = await hub.ViewContributionAsync(task.Id, settings.Key.Address, ct);
        if (mine.Status == ContributionStatus.Unset)
            await CheckContributionAsync(desired.Authorization, deal, task, ct);
        return (deal, task, mine);
    }

    private async Task CheckContributionAsync(WorkerpoolAuthorization? authorization, Deal deal, ChainTask task, CancellationToken ct)
    {
        Require(task.Status == ChainTaskStatus.Active, $"the task is {task.Status} on chain: it takes no contributions");
        Require(time.GetUtcNow().ToUnixTimeSeconds() < (long)task.ContributionDeadline, "the contribution deadline has passed");
        Require(
            authorization is { Signature: not null } && authorization.WorkerWallet == settings.Key.Address && authorization.ChainTaskId == task.Id
                && authorization.EnclaveChallenge == Address.Zero && SignedBy(authorization) == deal.Workerpool.Owner,
            "the authorization is not the pool owner's for this worker and task");
        var account = await hub.ViewAccountAsync(settings.Key.Address, ct);
        Require(account.Stake >= deal.WorkerStake, $"a contribution stakes {deal.WorkerStake}, but the worker's account has {account.Stake}: deposit more");
        var balance = await hub.Eth.GetBalanceAsync(settings.Key.Address, cancellationToken: ct);
        var cost = (await hub.Eth.SuggestFeesAsync(ct)).MaxFeePerGas * GasOfTask;
        Require(balance >= cost, $"contribution and reveal may cost {Units.Format(cost)} ETH, but the worker's wallet {settings.Key.Address} has {Units.Format(balance)}: send it some");
    }

    private static Address? SignedBy(WorkerpoolAuthorization authorization)
    {
        try
        {
            return Signature.FromBytes(authorization.Signature).RecoverMessage(authorization.Hash().ToBytes());
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Require(bool holds, string reason, bool mayPass = false)
    {
        if (!holds)
            throw new ReplicateFailedException(reason, mayPass);
    }
}
