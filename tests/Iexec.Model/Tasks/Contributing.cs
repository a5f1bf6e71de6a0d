using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>Workers commit to results until enough of them agree.</summary>
internal static class Contributing
{
    public static Refusal? Contribute(HubState hub, ulong now, Address worker, TaskId id, Bytes32 hash, Bytes32 seal, Permits permits)
    {
        if (!hub.Tasks.TryGetValue(id, out var task))
            return Errors.OfTask("UnknownTask", id);
        if (Check(hub, now, worker, task, permits) is { } refusal)
            return refusal;

        hub.Ledger.Lock(worker, task.Deal.WorkerStake);
        var credibility = (ulong)Credibility.Weight(hub.Scores.Of(worker));
        task.Contributions.Add(new(worker, hash, seal, permits.Enclave, credibility));
        hub.Journal.TaskContribute(id, worker, hash);
        if (Consensus.IsReached(task, hash))
        {
            task.Status = ChainTaskStatus.Revealing;
            task.Consensus = hash;
            task.RevealDeadline = task.RevealsUntil(now);
            hub.Journal.TaskConsensus(id, hash);
        }
        return null;
    }

    private static Refusal? Check(HubState hub, ulong now, Address worker, ModelTask task, Permits permits)
    {
        if (task.Status != ChainTaskStatus.Active)
            return Errors.WrongTaskStatus(task.Id, task.Status);
        if (now >= task.ContributionDeadline)
            return Errors.OfTask("ContributionDeadlineReached", task.Id, task.ContributionDeadline);
        if (task.Of(worker) is not null)
            return Errors.OfTask("AlreadyContributed", task.Id, worker);
        if (permits.Check(hub, task, worker) is { } refusal)
            return refusal;
        if (task.Contributions.Count == Limits.Contributors)
            return Errors.OfTask("TooManyContributors", task.Id, Limits.Contributors);
        return task.Deal.WorkerStake > hub.Ledger.Free(worker) ? Errors.EscrowShort : null;
    }
}
