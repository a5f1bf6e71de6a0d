using Iexec.Api;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Worker.Running;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker;

/// <summary>Keeps asking the scheduler for the desired state, and converges to it.</summary>
internal sealed class WorkerAgent(WorkerParts parts, IExecutor executor, ILoggerFactory logs) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);
    private readonly ILogger<WorkerAgent> log = logs.CreateLogger<WorkerAgent>();
    private readonly ILogger<Replicate> replicateLog = logs.CreateLogger<Replicate>();
    private readonly Dictionary<TaskId, Job> jobs = [];
    private long seenVersion;
    private string? notice;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PersistAsync(ResumeAsync, "What was left by the last run can not be looked at", stoppingToken);
            while (true)
                await PersistAsync(SyncAsync, $"The scheduler {parts.Settings.Scheduler} can not be asked", stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the chain and the database hold all that counts.
        }
        await Task.WhenAll(jobs.Values.Select(j => j.Work));
    }

    // Nothing that a scheduler answers, and no fault of the host, ends the worker: it may have contributions to reveal.
    private async Task PersistAsync(Func<CancellationToken, Task> act, string otherwise, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await act(ct);
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(Patience.IsPassing(e) ? null : e, "{What}: {Reason}", otherwise, e.Message);
            }
            await Task.Delay(PauseAfterFailure, parts.Time, ct);
        }
    }

    private async Task ResumeAsync(CancellationToken ct)
    {
        var results = await parts.Memory.AllAsync(ct);
        foreach (var result in results.Where(r => !jobs.ContainsKey(r.Task)))
            Begin(result.Task, null, result, ct);
        try
        {
            await parts.Computation.RemoveFoldersAsync([.. results.Select(r => r.Task)], ct);
            var removed = await executor.RemoveLeftoversAsync(ct);
            if (removed > 0)
                log.LogInformation("Removed {Count} container(s) left by a crash", removed);
        }
        catch (Exception e) when (e is IOException or ExecutorException)
        {
            log.LogWarning("What a crash may have left is not removed: {Reason}", e.Message);
        }
    }

    private async Task SyncAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var changed = parts.Board.NextChange;
        var status = new WorkerStatus(parts.Settings.Name, ProgramVersion.Text, parts.Settings.Slots, seenVersion, parts.Board.All);
        var answer = parts.Scheduler.SyncAsync(status, stop.Token);
        if (await Task.WhenAny(answer, changed) == answer)
        {
            Apply(await answer, ct);
            return;
        }
        // There is news to report: the next round reports it at once, and is answered at once.
        await stop.CancelAsync();
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        seenVersion = 0;
    }

    private void Apply(DesiredState state, CancellationToken ct)
    {
        var wanted = state.Replicates.ToDictionary(d => d.Task);
        foreach (var (task, desired) in wanted)
        {
            if (jobs.TryGetValue(task, out var known) && !known.Stop.IsCancellationRequested)
                known.Replicate.Want(desired);
            else
                Begin(task, desired, null, ct);
        }
        foreach (var (task, job) in jobs.Where(j => !wanted.ContainsKey(j.Key)).ToList())
        {
            if (job.Work.IsCompleted)
                End(task, job);
            else if (job.Replicate.Drop())
                job.Stop.Cancel();
        }
        seenVersion = state.Version;
        if (state.Notice != notice && state.Notice is not null)
            log.LogWarning("The scheduler says: {Notice}", state.Notice);
        notice = state.Notice;
    }

    private void Begin(TaskId task, DesiredReplicate? desired, ComputedResult? remembered, CancellationToken ct)
    {
        var before = jobs.GetValueOrDefault(task);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var replicate = new Replicate(task, desired, remembered, parts, replicateLog);
        jobs[task] = new(replicate, stop, Task.Run(RunAsync, CancellationToken.None));

        // One that was dropped cleans up first: both have the same folder.
        async Task RunAsync()
        {
            if (before is not null)
            {
                await before.Work;
                before.Stop.Dispose();
            }
            await replicate.RunAsync(stop.Token, ct);
        }
    }

    private void End(TaskId task, Job job)
    {
        job.Stop.Dispose();
        parts.Board.Remove(task);
        jobs.Remove(task);
    }

    private sealed record Job(Replicate Replicate, CancellationTokenSource Stop, Task Work);
}
