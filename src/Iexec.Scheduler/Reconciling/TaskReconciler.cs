using Iexec.Api;
using Iexec.Protocol;

namespace Iexec.Scheduler;

/// <summary>
/// The scheduler's mind: where a task is and what to do next follow from what is, never from what happened. It may be asked
/// at any time and any number of times; while nothing changes its answer is the same.
/// </summary>
public static class TaskReconciler
{
    /// <summary>What to do about a task.</summary>
    /// <param name="view">What is.</param>
    /// <param name="now">The time.</param>
    public static Decision Reconcile(TaskView view, DateTimeOffset now)
    {
        var situation = new Situation(view, now);
        return view.Chain.Status switch
        {
            ChainTaskStatus.Completed => Over(situation, TaskState.Completed, "the result is published and everyone is paid"),
            ChainTaskStatus.Failed => Over(situation, TaskState.Failed, "there was no result by the final deadline; the requester is refunded"),
            _ when situation.ChainNow >= view.FinalDeadline => Claim(situation),
            ChainTaskStatus.Unset => Open(situation),
            ChainTaskStatus.Active => Computing.Decide(situation),
            _ => Revealing.Decide(situation),
        };
    }

    private static Decision Over(Situation situation, TaskState state, string reason)
    {
        situation.DropAll("the task is over");
        return situation.Final(state, situation.WithAppFailure(reason));
    }

    private static Decision Open(Situation situation) => situation.ChainNow < situation.View.ContributionDeadline
        ? situation.Send(
            new Initialize(),
            TaskState.Initializing,
            "the task is being opened on chain",
            situation.View.ContributionDeadline)
        : situation.Undecided("the task was not opened before its contribution deadline");

    // The hub claims only what was opened.
    private static Decision Claim(Situation situation)
    {
        situation.DropAll("the task's final deadline has passed");
        return situation.View.Chain.Status == ChainTaskStatus.Unset
            ? situation.Send(
                new Initialize(),
                TaskState.Claiming,
                "the final deadline has passed; the task is being opened to be claimed",
                null)
            : situation.Send(
                new Claim(),
                TaskState.Claiming,
                situation.WithAppFailure("the final deadline has passed without a result; the requester is being refunded"),
                null);
    }
}
