using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>Tasks complete: everyone is paid, and remembered for it.</summary>
internal static class Finalizing
{
    public static Refusal? Finalize(HubState hub, ulong now, Address sender, TaskId id, Result result)
    {
        if (!hub.Tasks.TryGetValue(id, out var task))
            return Errors.OfTask("UnknownTask", id);
        var refusal = Check(task, now, sender)
            ?? result.CheckCallback(task, task.Digest ?? default)
            ?? result.CheckLength();
        if (refusal is not null)
            return refusal;
        task.Status = ChainTaskStatus.Completed;
        Settlement.Succeed(hub, task, now);
        PayWorkers(hub, task, now);
        result.Publish(hub, task);
        return null;
    }

    private static Refusal? Check(ModelTask task, ulong now, Address sender)
    {
        if (sender != task.Scheduler)
            return Errors.OfTask("CallerIsNotTheScheduler", task.Id, task.Scheduler);
        if (task.Status != ChainTaskStatus.Revealing)
            return Errors.WrongTaskStatus(task.Id, task.Status);
        if (now >= task.FinalDeadline)
            return Errors.OfTask("FinalDeadlineReached", task.Id, task.FinalDeadline);
        var (reveals, winners) = (task.Reveals, task.Winners.Count());
        return reveals == winners || (reveals > 0 && now >= task.RevealDeadline)
            ? null
            : Errors.OfTask("RevealsMissing", task.Id, reveals, winners, task.RevealDeadline);
    }

    /// <summary>
    /// Those who proved share the pool's price and the stakes of the others by the logarithm of their credibility, after the
    /// scheduler's part, which takes what rounding leaves too.
    /// </summary>
    private static void PayWorkers(HubState hub, ModelTask task, ulong now)
    {
        var (deal, stake) = (task.Deal, task.Deal.WorkerStake);
        var losers = task.Contributions.Count - task.Reveals;
        var rest = deal.Workerpool.Price + stake * (ulong)losers;
        var pot = DealMoney.Share(rest, 100 - deal.SchedulerRewardRatio, 100);
        var shares = task.Contributions.Where(c => c.Status == ContributionStatus.Proved).Aggregate(0UL, (sum, c) => sum + c.Share);
        foreach (var contribution in task.Contributions)
        {
            if (contribution.Status == ContributionStatus.Proved)
            {
                var reward = DealMoney.Share(pot, contribution.Share, shares);
                rest -= reward;
                hub.Ledger.Unlock(contribution.Worker, stake);
                hub.Ledger.Reward(contribution.Worker, reward, task.Id);
                hub.Scores.Raise(contribution.Worker, task, now);
            }
            else
            {
                hub.Ledger.Seize(contribution.Worker, stake, task.Id);
                hub.Scores.Lower(contribution.Worker, task);
            }
        }
        hub.Ledger.Reward(task.Scheduler, rest, task.Id);
    }
}
