using Iexec.Api;
using Iexec.Chain;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Worker.Engine;
using Iexec.Worker.Running;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker;

/// <summary>
/// Takes one task from its assignment to its end on chain. It looks at the chain, not at messages: once its contribution stands there, it
/// reveals by itself when the consensus is its own, so that a silent scheduler costs it no stake.
/// </summary>
/// <param name="id">The task.</param>
/// <param name="assignment">What the scheduler wants; null for a task that goes on after a restart.</param>
/// <param name="remembered">The result computed before a restart; a contribution of it may be on its way.</param>
/// <param name="parts">What it works with.</param>
/// <param name="log">Where faults are told.</param>
internal sealed class Replicate(TaskId id, DesiredReplicate? assignment, ComputedResult? remembered, WorkerParts parts, ILogger log)
{
    private static readonly TimeSpan PreparingLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StoreCheck = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClaimMargin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly WakeUp wanted = new(parts.Time);
    private readonly Lock gate = new();
    private volatile DesiredReplicate? desired = assignment;
    private readonly bool isResumed = remembered is not null;
    private bool isCommitted = remembered is not null;
    private ComputedResult? result = remembered;
    private ReplicateStage stage = ReplicateStage.Preparing;
    private DateTimeOffset nextStoreCheck;

    /// <summary>The scheduler wants it, as far as this.</summary>
    public void Want(DesiredReplicate newer)
    {
        desired = newer;
        wanted.Give();
    }

    /// <summary>The scheduler does not want it any more.</summary>
    /// <returns>Whether it can be stopped: nothing of it can stand on chain, now or later.</returns>
    public bool Drop()
    {
        lock (gate)
        {
            desired = null;
            return !isCommitted;
        }
    }

    /// <summary>Works until the task is over for this worker. Throws nothing.</summary>
    /// <param name="dropped">Cancelled when it was dropped, or the worker stops.</param>
    /// <param name="ct">Cancelled when the worker stops.</param>
    public async Task RunAsync(CancellationToken dropped, CancellationToken ct)
    {
        try
        {
            await SettleAsync(result ??= await ComputeAsync(dropped), dropped);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // The worker stops; what it remembers goes on when it starts again.
        }
        catch (OperationCanceledException) when (dropped.IsCancellationRequested)
        {
            await ForgetAsync(ct);
            parts.Board.Remove(id);
        }
        catch (Exception e)
        {
            var isExpected = e is ReplicateFailedException or RunRefusedException or DockerException;
            log.Log(isExpected ? LogLevel.Warning : LogLevel.Error, isExpected ? null : e, "Task {Task}: {Reason}", id, e.Message);
            Tell(ReplicateStage.Failed, e.Message, null);
            if (!isCommitted)
                await ForgetAsync(ct);
            // Dropped meanwhile: nothing else would end its report.
            if (dropped.IsCancellationRequested)
                parts.Board.Remove(id);
        }
    }

    private async Task<ComputedResult> ComputeAsync(CancellationToken ct)
    {
        var limit = parts.Time.GetUtcNow() + PreparingLimit;
        Tell(ReplicateStage.Preparing, "checks deal, authorization, stake and gas", limit);
        var (deal, task, mine) = await parts.Patience.UntilAsync(
            limit,
            () => parts.Preflight.CheckAsync(desired ?? throw new OperationCanceledException(ct), ct),
            reason => Tell(ReplicateStage.Preparing, reason, limit),
            ct);
        if (mine.Status != ContributionStatus.Unset)
        {
            lock (gate)
                isCommitted = true;
            return await parts.Memory.FindAsync(id, ct)
                ?? throw new ReplicateFailedException("a contribution of this worker is on chain, but its result is lost: it can not be revealed");
        }
        var (computed, logs) = await parts.Computation.RunAsync(deal, task, ct);
        if (logs is not null)
            await parts.Scheduler.TrySendLogsAsync(id, logs, ct);
        return computed;
    }

    // From the result on, the chain says what is left to do. What fails on the way is tried again: giving up would cost the stake.
    private async Task SettleAsync(ComputedResult computed, CancellationToken ct)
    {
        if (isResumed)
            Tell(ReplicateStage.Contributing, "goes on after a restart", null);
        var isFirst = true;
        string? trouble = null;
        for (var pause = parts.Settings.ChainPoll; ; await wanted.WaitAsync(pause, ct))
        {
            try
            {
                var task = await parts.Hub.ViewTaskAsync(id, ct);
                var mine = await parts.Hub.ViewContributionAsync(id, parts.Settings.Key.Address, ct);
                if (task.Status is ChainTaskStatus.Completed or ChainTaskStatus.Failed)
                {
                    await ForgetAsync(ct);
                    parts.Board.Remove(id);
                    return;
                }
                if (mine.Status == ContributionStatus.Unset && task.Status == ChainTaskStatus.Active && TryCommit() is { } by)
                {
                    await ContributeAsync(by, task, computed, ct);
                    // Its own may have been the contribution that makes the consensus.
                    if (isFirst)
                        wanted.Give();
                    isFirst = false;
                }
                else
                    await ConvergeAsync(task, mine, computed, ct);
                pause = parts.Settings.ChainPoll;
            }
            catch (Exception e) when (e is not ReplicateFailedException && !ct.IsCancellationRequested)
            {
                if (e.Message != trouble)
                    log.LogWarning("Task {Task} at {Stage} waits and tries again: {Reason}", id, stage, trouble = e.Message);
                Tell(stage, $"waits and tries again: {e.Message}", null);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    // From here on the task is not dropped: its contribution may be mined.
    private DesiredReplicate? TryCommit()
    {
        lock (gate)
        {
            isCommitted |= desired is not null;
            return desired;
        }
    }

    private async Task ContributeAsync(DesiredReplicate by, ChainTask task, ComputedResult computed, CancellationToken ct)
    {
        var does = computed.Failure is null ? "sends its contribution" : $"contributes the failure: {computed.Failure}";
        Tell(ReplicateStage.Contributing, does, At(task.ContributionDeadline));
        var call = parts.Calls.Contribute(
            id,
            Contribution.HashOf(id, computed.Digest),
            Contribution.SealOf(parts.Settings.Key.Address, id, computed.Digest),
            by.Authorization.EnclaveChallenge,
            [],
            by.Authorization.Signature);
        try
        {
            await parts.Sender.SendAsync(call, $"contribute:{id}", retry: true, ct);
        }
        catch (Exception e) when (e is TransactionRefusedException or TransactionFailedException)
        {
            // A node that was behind may not have known that the contribution stands.
            if ((await parts.Hub.ViewContributionAsync(id, parts.Settings.Key.Address, ct)).Status != ContributionStatus.Unset)
                return;
            // One that was mined may come back with a reorg; what was never sent can not.
            isCommitted = e is TransactionFailedException;
            throw new ReplicateFailedException(e.Message);
        }
    }

    private async Task ConvergeAsync(ChainTask task, Contribution mine, ComputedResult computed, CancellationToken ct)
    {
        var (now, final) = (parts.Time.GetUtcNow(), At(task.FinalDeadline));
        var consequence = computed.Failure is null ? "" : $" (the app failed: {computed.Failure})";
        if (mine.Status == ContributionStatus.Rejected)
            throw new ReplicateFailedException("the task was reopened because this worker did not reveal in time");
        if (mine.Status != ContributionStatus.Unset && now >= final + ClaimMargin)
        {
            Tell(stage, "nobody ended the task: claims it, which frees its stake", null);
            await parts.Sender.SendAsync(parts.Calls.Claim(id), $"claim:{id}", retry: true, ct);
        }
        else if (task.Status == ChainTaskStatus.Revealing && mine.Status == ContributionStatus.Contributed)
            await RevealAsync(task, computed, ct);
        else if (mine.Status == ContributionStatus.Proved && desired is { Goal: ReplicateGoal.Upload } by)
            await UploadAsync(by, final, ct);
        else if (mine.Status == ContributionStatus.Proved)
            Tell(ReplicateStage.Revealed, "waits for the task to be finalised" + consequence, final);
        else
            Tell(ReplicateStage.Contributed, "waits for consensus" + consequence, At(task.ContributionDeadline));
    }

    private async Task RevealAsync(ChainTask task, ComputedResult computed, CancellationToken ct)
    {
        if (task.ConsensusValue != Contribution.HashOf(id, computed.Digest))
        {
            Tell(ReplicateStage.Contributed, "the consensus is another result: the stake is lost when the task is finalised", At(task.FinalDeadline));
            return;
        }
        if (parts.Time.GetUtcNow() >= At(task.RevealDeadline))
        {
            Tell(ReplicateStage.Contributed, "could not reveal in time: the stake is lost when the task is ended", At(task.FinalDeadline));
            return;
        }
        Tell(ReplicateStage.Revealing, "sends its reveal", At(task.RevealDeadline));
        await parts.Sender.SendAsync(parts.Calls.Reveal(id, computed.Digest), $"reveal:{id}", retry: true, ct);
        Tell(ReplicateStage.Revealed, "waits for the task to be finalised", At(task.FinalDeadline));
    }

    // The store may lose what it had, and another worker may have been first: now and then it is asked.
    private async Task UploadAsync(DesiredReplicate by, DateTimeOffset final, CancellationToken ct)
    {
        if (stage == ReplicateStage.Uploaded && parts.Time.GetUtcNow() < nextStoreCheck)
            return;
        var archive = parts.Computation.FolderOf(id).Archive;
        if (!File.Exists(archive))
            throw new ReplicateFailedException("the result's archive is lost: another worker has to upload it");
        try
        {
            var link = await parts.StoreAsync(by, archive, () => Tell(ReplicateStage.Uploading, "uploads the result", final), ct);
            nextStoreCheck = parts.Time.GetUtcNow() + StoreCheck;
            Tell(ReplicateStage.Uploaded, "the result is stored", final, link.Location);
        }
        catch (ApiException e) when (!Patience.IsPassing(e))
        {
            throw new ReplicateFailedException(e.Message);
        }
    }

    // A folder that can not be removed is the operator's to look at, and no reason to stop.
    private async Task ForgetAsync(CancellationToken ct)
    {
        try
        {
            await parts.Memory.ForgetAsync(id, ct);
            await parts.Computation.FolderOf(id).DeleteAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("Task {Task}: what was kept of it could not be removed: {Reason}", id, e.Message);
        }
        catch (OperationCanceledException)
        {
            // The next start removes it.
        }
    }

    private void Tell(ReplicateStage now, string reason, DateTimeOffset? deadline, string? resultLink = null)
    {
        stage = now;
        parts.Board.Set(id, now, reason, deadline, result, resultLink);
    }

    private static DateTimeOffset At(ulong seconds) => DateTimeOffset.FromUnixTimeSeconds((long)seconds);
}
