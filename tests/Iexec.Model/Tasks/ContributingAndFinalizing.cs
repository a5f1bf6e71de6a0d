using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>Tasks of trust 1 in one step: one worker, no stake, no score.</summary>
internal static class ContributingAndFinalizing
{
    public static Refusal? Run(HubState hub, ulong now, Address worker, TaskId id, Bytes32 digest, Result result, Permits permits)
    {
        if (!hub.Tasks.TryGetValue(id, out var task))
            return Errors.OfTask("UnknownTask", id);
        var refusal = Check(task, now)
            ?? result.CheckCallback(task, digest)
            ?? permits.Check(hub, task, worker)
            ?? result.CheckLength();
        if (refusal is not null)
            return refusal;

        var hash = Contribution.HashOf(id, digest);
        task.Contributions.Add(new(worker, hash, Contribution.SealOf(worker, id, digest), permits.Enclave, 0) { Status = ContributionStatus.Proved });
        task.Status = ChainTaskStatus.Completed;
        task.Consensus = hash;
        task.Digest = digest;
        task.RevealDeadline = task.RevealsUntil(now);
        Settlement.Succeed(hub, task, now);
        Pay(hub, task, worker);
        hub.Journal.TaskContribute(id, worker, hash);
        hub.Journal.TaskConsensus(id, hash);
        hub.Journal.TaskReveal(id, worker, digest);
        result.Publish(hub, task);
        return null;
    }

    private static Refusal? Check(ModelTask task, ulong now)
    {
        if (task.Status != ChainTaskStatus.Active)
            return Errors.WrongTaskStatus(task.Id, task.Status);
        if (now >= task.ContributionDeadline)
            return Errors.OfTask("ContributionDeadlineReached", task.Id, task.ContributionDeadline);
        if (task.Contributions.Count > 0)
            return Errors.OfTask("TaskHasContributions", task.Id, task.Contributions.Count);
        return task.Deal.Trust == 1 ? null : Errors.OfTask("TrustAboveOne", task.Id, task.Deal.Trust);
    }

    private static void Pay(HubState hub, ModelTask task, Address worker)
    {
        var price = task.Deal.Workerpool.Price;
        var reward = DealMoney.Share(price, 100 - task.Deal.SchedulerRewardRatio, 100);
        hub.Ledger.Reward(worker, reward, task.Id);
        hub.Ledger.Reward(task.Scheduler, price - reward, task.Id);
    }
}
