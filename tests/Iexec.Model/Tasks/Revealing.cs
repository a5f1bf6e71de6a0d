using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>Workers prove what they committed to, or the task opens again.</summary>
internal static class Revealing
{
    public static Refusal? Reveal(HubState hub, ulong now, Address worker, TaskId id, Bytes32 digest)
    {
        if (!hub.Tasks.TryGetValue(id, out var task) || task.Status != ChainTaskStatus.Revealing)
            return Errors.WrongTaskStatus(id, task?.Status ?? ChainTaskStatus.Unset);
        if (now >= task.RevealDeadline)
            return Errors.OfTask("RevealDeadlineReached", id, task.RevealDeadline);
        if (task.Of(worker) is not { Status: ContributionStatus.Contributed } contribution)
            return Errors.OfTask("NothingToReveal", id, worker, (int)(task.Of(worker)?.Status ?? ContributionStatus.Unset));
        if (contribution.Hash != task.Consensus)
            return Errors.OfTask("NotInConsensus", id, worker);
        if (contribution.Hash != Contribution.HashOf(id, digest))
            return Errors.OfTask("ResultHashMismatch", id, digest);
        if (contribution.Seal != Contribution.SealOf(worker, id, digest))
            return Errors.OfTask("ResultSealMismatch", id, worker);

        contribution.Status = ContributionStatus.Proved;
        task.Digest = digest;
        hub.Journal.TaskReveal(id, worker, digest);
        return null;
    }

    public static Refusal? Reopen(HubState hub, ulong now, Address sender, TaskId id)
    {
        if (!hub.Tasks.TryGetValue(id, out var task))
            return Errors.OfTask("UnknownTask", id);
        if (sender != task.Scheduler)
            return Errors.OfTask("CallerIsNotTheScheduler", id, task.Scheduler);
        if (task.Status != ChainTaskStatus.Revealing)
            return Errors.WrongTaskStatus(id, task.Status);
        if (now >= task.FinalDeadline)
            return Errors.OfTask("FinalDeadlineReached", id, task.FinalDeadline);
        if (now < task.RevealDeadline)
            return Errors.OfTask("RevealDeadlineNotReached", id, task.RevealDeadline);
        if (task.Reveals > 0)
            return Errors.OfTask("AlreadyRevealed", id, task.Reveals);

        foreach (var silent in task.Winners)
            silent.Status = ContributionStatus.Rejected;
        task.Status = ChainTaskStatus.Active;
        task.Consensus = null;
        task.RevealDeadline = 0;
        hub.Journal.TaskReopen(id);
        return null;
    }
}
