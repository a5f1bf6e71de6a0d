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
            return Wait($"waits for {string.Join(", ", able.Select(r => r.Name))}, silent, to upload the result", view.FinalDeadline);
        return revealsAreOpen && view.Chain.RevealCounter < view.Chain.WinnerCounter
            ? situation.Decide(TaskState.Revealing, $"nobody who revealed can upload ({situation.Failures()}); {Revealing.Waiting(situation)}", view.RevealDeadline)
            : situation.Decide(TaskState.Undecided, $"nobody who revealed can upload ({situation.Failures()}); the requester is refunded after the final deadline", view.FinalDeadline);

        Decision Wait(string reason, DateTimeOffset deadline) =>
            situation.Decide(TaskState.Uploading, situation.WithAppFailure(view.StoreTrouble is { } trouble ? $"{reason}; {trouble}" : reason), deadline < view.FinalDeadline ? deadline : view.FinalDeadline);
    }
}
