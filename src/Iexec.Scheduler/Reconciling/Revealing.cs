using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler;

/// <summary>A task with a consensus: winners reveal, one uploads, the result is published; or contributions are taken again.</summary>
internal static class Revealing
{
    public static Decision Decide(Situation situation)
    {
        var view = situation.View;
        situation.DropAll("consensus was reached without it");
        situation.DropBeaten();
        var isOpen = situation.ChainNow < view.RevealDeadline;
        if (isOpen)
            AskReveals(situation);
        if (view.Chain.RevealCounter == 0)
        {
            return isOpen
                ? situation.Decide(TaskState.Revealing, Waiting(situation), situation.Here(view.RevealDeadline))
                : NobodyRevealed(situation);
        }
        if (view.StoredResult is null)
            return Uploading.Decide(situation, isOpen);
        return view.Chain.RevealCounter == view.Chain.WinnerCounter || !isOpen
            ? Finalize(situation, view.StoredResult)
            : situation.Decide(TaskState.Revealing, $"the result is stored; {Waiting(situation)}", situation.Here(view.RevealDeadline));
    }

    public static string Waiting(Situation situation)
    {
        var silent = Unrevealed(situation).Select(situation.NameOf);
        return situation.WithAppFailure($"waits for {string.Join(", ", silent.DefaultIfEmpty("the winners"))} to reveal");
    }

    private static IEnumerable<Address> Unrevealed(Situation situation) =>
        situation.View.Winners.Where(c => c.Contribution.Status == ContributionStatus.Contributed).Select(c => c.Worker);

    private static void AskReveals(Situation situation)
    {
        var unrevealed = Unrevealed(situation).ToHashSet();
        foreach (var replicate in situation.View.Replicates)
        {
            if (unrevealed.Contains(replicate.Worker) && replicate is { Goal: ReplicateGoal.Contribute, Stage: not ReplicateStage.Failed })
                situation.Add(new AskReveal(replicate.Worker));
        }
    }

    private static Decision NobodyRevealed(Situation situation)
    {
        var view = situation.View;
        return situation.ChainNow < view.ContributionDeadline && view.Budget([]) > 0
            ? situation.Send(
                new Reopen(),
                TaskState.Reopening,
                "no winner revealed in time; contributions are being taken again",
                view.ContributionDeadline)
            : situation.Undecided("no winner revealed in time");
    }

    private static Decision Finalize(Situation situation, ResultLink result)
    {
        var view = situation.View;
        if (view.Deal.Callback == Address.Zero)
            return Publish([]);
        return view.CallbackData is { } data && Keccak256.Hash(data) == view.Chain.ResultDigest
            ? Publish(data)
            : situation.Undecided(situation.WithAppFailure(
                "the deal has a callback, but the stored result holds no callback-data that hashes to the digest on chain"));

        Decision Publish(byte[] callbackData) => situation.Send(
            new FinalizeTask(result, callbackData),
            TaskState.Finalizing,
            situation.WithAppFailure("the result is being published on chain"),
            view.FinalDeadline);
    }
}
