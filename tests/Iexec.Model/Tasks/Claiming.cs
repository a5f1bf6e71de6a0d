using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>Anyone ends a task that was not finalised in time.</summary>
internal static class Claiming
{
    public static Refusal? Claim(HubState hub, ulong now, TaskId id)
    {
        if (!hub.Tasks.TryGetValue(id, out var task))
            return Errors.OfTask("UnknownTask", id);
        if (task.Status is not (ChainTaskStatus.Active or ChainTaskStatus.Revealing))
            return Errors.WrongTaskStatus(id, task.Status);
        if (now < task.FinalDeadline)
            return Errors.OfTask("FinalDeadlineNotReached", id, task.FinalDeadline);

        task.Status = ChainTaskStatus.Failed;
        Settlement.Fail(hub, task);
        foreach (var contribution in task.Contributions)
        {
            if (KeptSilent(task, contribution))
            {
                Settlement.SeizeForKitty(hub, task, contribution.Worker, task.Deal.WorkerStake);
                hub.Scores.Lower(contribution.Worker, task);
            }
            else
            {
                hub.Ledger.Unlock(contribution.Worker, task.Deal.WorkerStake);
            }
        }
        hub.Journal.TaskClaimed(id);
        return null;
    }

    /// <summary>It won a consensus and was not revealed.</summary>
    private static bool KeptSilent(ModelTask task, ModelContribution contribution) =>
        contribution.Status == ContributionStatus.Rejected
        || (contribution.Status == ContributionStatus.Contributed && contribution.Hash == task.Consensus);
}
