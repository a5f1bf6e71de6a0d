using Iexec.Api;
using Iexec.Protocol;

namespace Iexec.Scheduler;

/// <summary>Someone has revealed but the result is not stored: one worker at a time is asked, each in turn, until one succeeds.</summary>
internal static class Uploading
{
    public static Decision Decide(Situation situation, bool revealsAreOpen)
    {
        var view = situation.View;
        var revealed = view.Winners.Where(c => c.Contribution.Status == ContributionStatus.Proved).Select(c => c.Worker).ToHashSet();
        var able = view.Replicates.Where(r => r.Stage != ReplicateStage.Failed && revealed.Contains(r.Worker)).ToList();
        var present = able.Where(r => !situation.IsLost(r)).ToList();
        if (present.Where(r => r.UploadAsked is not null).MaxBy(r => r.UploadAsked) is { UploadAsked: { } since } asked
            && since + view.Rules.Upload is var limit && limit > situation.Now)
            return Wait($"{asked.Name} uploads the result", limit);
        if (present.MinBy(r => r.UploadAsked ?? DateTimeOffset.MinValue) is { } next)
        {
            situation.Add(new AskUpload(next.Worker));
            return Wait($"{next.Name} is asked to upload the result", situation.Now + view.Rules.Upload);
        }
        if (able.Count > 0)
        {
            var silent = string.Join(", ", able.Select(r => r.Name));
            return Wait($"waits for {silent}, silent, to upload the result", situation.Here(view.FinalDeadline));
        }
        var reason = $"nobody who revealed can upload ({situation.Failures()})";
        return revealsAreOpen && view.Chain.RevealCounter < view.Chain.WinnerCounter
            ? situation.Decide(TaskState.Revealing, $"{reason}; {Revealing.Waiting(situation)}", situation.Here(view.RevealDeadline))
            : situation.Undecided(reason);

        Decision Wait(string what, DateTimeOffset deadline)
        {
            var end = situation.Here(view.FinalDeadline);
            var told = view.StoreTrouble is { } trouble ? $"{what}; {trouble}" : what;
            return situation.Decide(TaskState.Uploading, situation.WithAppFailure(told), deadline < end ? deadline : end);
        }
    }
}
