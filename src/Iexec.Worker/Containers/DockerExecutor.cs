using Iexec.Docker;
using Iexec.Runtime;
using Iexec.Worker.Disk;
using Iexec.Worker.Outputs;
using Iexec.Worker.Running;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker.Containers;

/// <summary>Runs apps in containers of a Docker Engine.</summary>
/// <param name="docker">The Engine, on this very host: it sees the worker's directories.</param>
/// <param name="settings">Its settings.</param>
/// <param name="surroundings">The clock, and chance.</param>
/// <param name="log">Where the worker's own troubles are told, with the paths that others do not see.</param>
public sealed class DockerExecutor(
    DockerClient docker, DockerExecutorSettings settings, Surroundings surroundings, ILogger<DockerExecutor> log)
    : IExecutor, IDisposable
{
    private readonly ContainerTools _tools = ContainerTools.Of(docker, settings, surroundings, log);
    private readonly Lock _gate = new();
    private Task<bool>? _isBounded;

    /// <inheritdoc/>
    public async Task<RunOutcome> RunAsync(AppRun run, IProgress<RunStage> progress, CancellationToken ct)
    {
        var clock = new StageClock(surroundings.Time, progress);
        try
        {
            await run.Folder.PrepareAsync(ct);
            var ending = await new Attempts(_tools, run, clock, await IsBoundedAsync()).EndAsync(ct);
            return await OutcomeAsync(run, ending, clock, ct);
        }
        catch (DockerException exception)
        {
            throw new ExecutorException(HostPaths.Hide(exception.Message, run.Folder), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.LogError(exception, "Task {Task} has no result", run.Environment.TaskId);
            throw new ExecutorException("The worker's disk, or a program of its host, is in trouble; the worker's log says how.", exception);
        }
    }

    /// <inheritdoc/>
    public async Task<int> RemoveLeftoversAsync(CancellationToken ct)
    {
        try
        {
            await IsBoundedAsync();
            var leftovers = await docker.Containers.ListAsync(ct, (AppContainerSpec.WorkerLabel, settings.Worker));
            foreach (var container in leftovers)
                await docker.Containers.RemoveAsync(container, ct);
            return leftovers.Count;
        }
        catch (Exception exception) when (exception is DockerException or IOException or UnauthorizedAccessException)
        {
            throw new ExecutorException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _tools.Images.Dispose();

    private static async Task<RunOutcome> OutcomeAsync(AppRun run, Ending ending, StageClock clock, CancellationToken ct)
    {
        var (exit, digest) = ending;
        if (exit.Failure is { } failure)
        {
            // What the app wrote before it failed is no part of the result.
            await run.Folder.PrepareAsync(ct);
            await FailureResult.WriteAsync(run.Folder.Result, failure, ct);
            digest = await ResultArchiver.PackAsync(run.Folder.Result, run.Folder.Archive, run.HasCallback, ct);
        }
        return new RunOutcome
        {
            Digest = digest!.Value,
            CallbackData = digest.CallbackData,
            ArchivePath = run.Folder.Archive,
            Failure = exit.Failure,
            ExitCode = exit.ExitCode,
            Logs = digest.Uncovered == 0 ? exit.Logs : exit.Logs with { Stderr = exit.Logs.Stderr + UncoveredFiles.NoteOn(digest.Uncovered) },
            Timings = clock.Timings,
        };
    }

    private Task<bool> IsBoundedAsync()
    {
        lock (_gate)
            return _isBounded ??= ProbeAsync();
    }

    // Told once: it is the host that lacks it, not the task.
    private async Task<bool> ProbeAsync()
    {
        var missing = await RunDisk.ProbeAsync(Path.Combine(settings.Folder, "probe"), CancellationToken.None);
        if (missing is not null)
            log.LogWarning(
                "What apps write is only measured, and what they leave may not be removable, because {Reason}. Run the worker as root, on a host with "
                + "loop devices and the packages e2fsprogs and mount, to bound it and to remove it",
                missing);
        return missing is null;
    }
}
