using Iexec.Worker.Engine;
using Iexec.Worker.Images;
using Iexec.Worker.Outputs;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker.Running;

/// <summary>Runs apps in containers and makes results of what they leave.</summary>
/// <param name="docker">The Engine, on this very host: it sees the worker's directories.</param>
/// <param name="worker">Name of this worker, unique on the host; its containers carry it.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where the worker's own troubles are told.</param>
public sealed class AppRunner(DockerClient docker, string worker, TimeProvider time, ILogger<AppRunner> log)
{
    private readonly AppImages _images = new(docker, time);
    private readonly OutboundNetwork _outbound = new(docker);

    /// <summary>Pulls the image, runs the app within its limits and makes a result of its output, or of its failure.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="stageBegins">Told when a stage (see <see cref="StageTiming"/>) begins.</param>
    /// <param name="cancellationToken">Stops the run and removes its container.</param>
    /// <exception cref="DockerException">The Engine is in trouble; there is nothing to contribute.</exception>
    /// <exception cref="RunRefusedException">The app cannot be run safely here; there is nothing to contribute.</exception>
    public async Task<RunOutcome> RunAsync(AppRun run, Action<string>? stageBegins, CancellationToken cancellationToken)
    {
        var clock = new StageClock(time, stageBegins);
        await run.Folder.PrepareAsync(cancellationToken);
        var (exit, digest) = await AttemptAsync(run, clock, cancellationToken);
        if (exit.Failure is { } failure)
        {
            // What the app wrote before it failed is no part of the result.
            await run.Folder.PrepareAsync(cancellationToken);
            await FailureResult.WriteAsync(run.Folder.Result, failure, cancellationToken);
            digest = await PackAsync(run, cancellationToken);
        }
        await run.Folder.DeleteOutputAsync(cancellationToken);
        return new RunOutcome
        {
            Digest = digest!.Value,
            CallbackData = digest.CallbackData,
            ArchivePath = run.Folder.Archive,
            Failure = exit.Failure,
            ExitCode = exit.ExitCode,
            Logs = exit.Logs,
            Timings = clock.Timings,
        };
    }

    /// <summary>Removes the containers that this worker left when it was last stopped or crashed.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> RemoveLeftoversAsync(CancellationToken cancellationToken)
    {
        var leftovers = await docker.Containers.ListAsync(AppContainerSpec.WorkerLabel, worker, cancellationToken);
        foreach (var container in leftovers)
            await docker.Containers.RemoveAsync(container, cancellationToken);
        return leftovers.Count;
    }

    private async Task<(AppExit Exit, ResultDigest? Digest)> AttemptAsync(AppRun run, StageClock clock, CancellationToken cancellationToken)
    {
        var exit = new AppExit(null, null, ContainerLogs.Empty);
        try
        {
            var image = await clock.TimeAsync("pull", () => _images.PullAsync(run.Multiaddr, run.Checksum, run.Limits, cancellationToken));
            if (run.FillInput is { } fill)
                await clock.TimeAsync("data", async () => { await fill(cancellationToken); return true; });
            if (run.Network == NetworkPolicy.Outbound)
                await _outbound.EnsureAsync(cancellationToken);
            await using var container = await AppContainer.CreateAsync(docker.Containers, run, worker, image.Id, time, log, cancellationToken);
            exit = await clock.TimeAsync("run", () => container.RunAsync(cancellationToken));
            var digest = exit.Failure is null
                ? await clock.TimeAsync("collect", () => CollectAsync(run, container, cancellationToken))
                : null;
            return (exit, digest);
        }
        catch (RunFailedException exception)
        {
            return (exit with { Failure = exception.Failure }, null);
        }
    }

    private static async Task<ResultDigest> CollectAsync(AppRun run, AppContainer container, CancellationToken cancellationToken)
    {
        await using (var output = await container.OutputAsync(cancellationToken))
            await OutputExtractor.ExtractAsync(output, run.Folder.Result, run.Limits, cancellationToken);
        return await PackAsync(run, cancellationToken);
    }

    private static Task<ResultDigest> PackAsync(AppRun run, CancellationToken cancellationToken) =>
        ResultDigest.PackAsync(run.Folder.Result, run.Folder.Archive, run.HasCallback, cancellationToken);
}
