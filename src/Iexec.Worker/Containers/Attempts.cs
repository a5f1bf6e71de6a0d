using Iexec.Docker;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Worker.Disk;
using Iexec.Worker.Outputs;
using Iexec.Worker.Running;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker.Containers;

/// <summary>
/// Brings a run to an end that follows from its app. What comes from elsewhere is tried once more: an app that a signal ended which the worker did
/// not send, a container that did not start, and an Engine that went away, once it answers again.
/// </summary>
/// <param name="tools">What it works with.</param>
/// <param name="run">What to run.</param>
/// <param name="clock">Tells and notes the stages.</param>
/// <param name="isBounded">Whether a run has a file system of its own.</param>
internal sealed class Attempts(ContainerTools tools, AppRun run, StageClock clock, bool isBounded)
{
    private const int MostRuns = 2;
    private const int MostRefusals = 2;
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
    private int _runs;
    private int _refusals;
    private bool _isFilled = run.FillInput is null;

    private TimeProvider Time => tools.Surroundings.Time;

    /// <summary>Runs until there is an end.</summary>
    /// <exception cref="DockerException">The Engine is in trouble for too long.</exception>
    public async Task<Ending> EndAsync(CancellationToken ct)
    {
        DateTimeOffset? limit = null;
        while (true)
        {
            try
            {
                if (await TryAsync(ct) is { } ending)
                    return ending;
            }
            catch (DockerException exception) when (_runs < MostRuns && Time.GetUtcNow() < (limit ??= Time.GetUtcNow() + tools.Settings.EngineTime))
            {
                tools.Log.LogWarning("Task {Task} waits for the Docker Engine: {Reason}", run.Environment.TaskId, exception.Message);
                await EngineAgainAsync(limit.Value, ct);
            }
        }
    }

    // Null: once more.
    private async Task<Ending?> TryAsync(CancellationToken ct)
    {
        try
        {
            var ending = await AttemptAsync(ct);
            if (!ending.Exit.IsBySignal || _runs >= MostRuns)
                return ending;
            tools.Log.LogWarning("Task {Task} ended with exit code {ExitCode} by a signal of somebody else: it is run once more", run.Environment.TaskId, ending.Exit.ExitCode);
            return null;
        }
        catch (StartRefusedException exception)
        {
            if (++_refusals < MostRefusals)
                return null;
            var failure = new RunFailure(FailureKind.NotStarted, $"The app could not be started: {HostPaths.Hide(exception.Message, run.Folder)}");
            return new(AppExit.None with { Failure = failure }, null);
        }
    }

    private async Task<Ending> AttemptAsync(CancellationToken ct)
    {
        var exit = AppExit.None;
        try
        {
            var limits = run.Limits;
            var pinned = AppImages.Pinned(run.Multiaddr, run.Checksum);
            using var use = tools.Cache.Use(pinned, await tools.Cache.IsForeignAsync(pinned, ct));
            await tools.Cache.TrimAsync(2 * limits.FreeDiskFloor, ct);
            var image = await clock.TimeAsync(RunStage.Pull, () => tools.Images.PullAsync(run.Multiaddr, run.Checksum, limits, ct));
            await tools.Cache.TrimAsync(limits.FreeDiskFloor, ct);
            if (!_isFilled)
                _isFilled = await clock.TimeAsync(RunStage.Data, () => FillAsync(ct));
            if (run.Network == NetworkPolicy.Outbound)
                await tools.Outbound.EnsureAsync(ct);
            await using var disk = await RunDisk.MakeAsync(run.Folder, limits, isBounded, tools.Log, ct);
            try
            {
                await using var container = await AppContainer.CreateAsync(
                    tools.Docker.Containers, AppContainerSpec.Of(run, tools.Settings.Worker, image, disk), run, Time, tools.Log, ct);
                exit = await clock.TimeAsync(RunStage.Run, () => RunAsync(container, ct));
                var digest = exit.Failure is null ? await clock.TimeAsync(RunStage.Collect, () => CollectAsync(container, ct)) : null;
                return new(exit, digest);
            }
            catch (StartRefusedException)
            {
                await tools.Check.RequireSoundHostAsync(run, ct);
                throw;
            }
        }
        catch (RunFailedException exception)
        {
            return new(exit with { Failure = exception.Failure }, null);
        }
    }

    private Task<bool> FillAsync(CancellationToken ct) => tools.Disk.WhileAsync(
        [run.Folder.Root],
        run.Limits.FreeDiskFloor,
        () => Tree.SizeOf(run.Folder.Input),
        async cancel =>
        {
            await run.FillInput!(cancel);
            return true;
        },
        ct);

    private async Task<AppExit> RunAsync(AppContainer container, CancellationToken ct)
    {
        try
        {
            return await (isBounded
                ? container.RunAsync(ct)
                : tools.Disk.WhileAsync([run.Folder.Root], run.Limits.FreeDiskFloor, () => Tree.SizeOf(run.Folder.Disk), container.RunAsync, ct));
        }
        finally
        {
            if (container.HasStarted)
                _runs++;
        }
    }

    private async Task<ResultDigest> CollectAsync(AppContainer container, CancellationToken ct)
    {
        try
        {
            await using var output = await container.OutputAsync(ct);
            await OutputExtractor.ExtractAsync(output, run.Folder.Result, run.Limits, ct);
        }
        catch (HttpIOException exception)
        {
            throw new DockerException($"The Docker Engine went away while the output was read: {exception.Message}", inner: exception);
        }
        return await ResultArchiver.PackAsync(run.Folder.Result, run.Folder.Archive, run.HasCallback, ct);
    }

    private async Task EngineAgainAsync(DateTimeOffset limit, CancellationToken ct)
    {
        for (var failures = 1; ; failures++)
        {
            await Task.Delay(Pauses.After(failures, tools.Surroundings.Randomness), Time, ct);
            try
            {
                var dead = await tools.Docker.Containers.ListAsync(
                    ct, (AppContainerSpec.WorkerLabel, tools.Settings.Worker), (AppContainerSpec.TaskLabel, run.Environment.TaskId.ToString()));
                foreach (var container in dead)
                    await tools.Docker.Containers.RemoveAsync(container, ct);
                return;
            }
            catch (DockerException) when (Time.GetUtcNow() < limit)
            {
                // Not yet.
            }
        }
    }
}

/// <summary>How a run ended.</summary>
/// <param name="Exit">How the app ended.</param>
/// <param name="Digest">The digest of its output; null for a failure.</param>
internal sealed record Ending(AppExit Exit, ResultDigest? Digest);
