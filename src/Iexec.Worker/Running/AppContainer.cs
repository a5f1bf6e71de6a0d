using System.Net;
using Iexec.Worker.Engine;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker.Running;

/// <summary>An app's container from its creation to its removal.</summary>
internal sealed class AppContainer(DockerContainers containers, string id, AppRun run, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(10);

    // What a shell answers, and the Engine notes, for a program that cannot be run or is not there.
    private const int CannotRun = 126;
    private const int NotFound = 127;

    public static async Task<AppContainer> CreateAsync(
        DockerContainers containers, AppRun run, string worker, string imageId, TimeProvider time, ILogger log, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Not cancelled in the middle: the Engine would keep a container that nobody knows.
            var id = await containers.CreateAsync(AppContainerSpec.Of(run, worker, imageId), CancellationToken.None);
            return new AppContainer(containers, id, run, time, log);
        }
        catch (DockerException exception) when (exception.Status == HttpStatusCode.BadRequest
            && exception.Message.Contains("no command specified", StringComparison.OrdinalIgnoreCase))
        {
            throw new RunFailedException(new RunFailure(FailureKind.AppFailed, "The image names no program to run.", NotFound));
        }
    }

    /// <summary>Runs the app to its end, or to the first limit that it passes.</summary>
    public async Task<AppExit> RunAsync(CancellationToken cancellationToken)
    {
        using var output = await containers.AttachAsync(id, cancellationToken);
        var following = output.FollowAsync(cancellationToken);
        if (await StartAsync(cancellationToken) is { } notStarted)
            return new AppExit(notStarted, notStarted.ExitCode, ContainerLogs.Empty);
        var failure = await FinishAsync(cancellationToken);
        var state = await containers.StateAsync(id, cancellationToken);
        failure ??= OutputMeter.Check(run.Folder.Output, run.Limits) ?? FailureOf(state);
        await Task.WhenAny(following, Task.Delay(LastOutput, time, cancellationToken));
        output.Dispose();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new AppExit(failure, failure is { Kind: not FailureKind.AppFailed } ? null : state.ExitCode, output.Logs);
    }

    /// <summary>The output as a tar stream, after the run.</summary>
    public Task<Stream> OutputAsync(CancellationToken cancellationToken) =>
        containers.ArchiveAsync(id, TaskFolder.OutputPath, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Whatever ended the run, the container goes; the Engine client bounds the call.
            await containers.RemoveAsync(id, CancellationToken.None);
        }
        catch (DockerException exception)
        {
            log.LogWarning(exception, "Container {Container} is left over; the worker's next start removes it", id);
        }
    }

    private async Task<RunFailure?> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await containers.StartAsync(id, cancellationToken);
            return null;
        }
        catch (DockerException exception) when (exception.Status is not null)
        {
            var state = await containers.StateAsync(id, cancellationToken);
            if (state.ExitCode is CannotRun or NotFound)
                return new RunFailure(FailureKind.AppFailed, $"The app could not be started: {exception.Message}", state.ExitCode);
            throw;
        }
    }

    private async Task<RunFailure?> FinishAsync(CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exit = containers.WaitAsync(id, done.Token);
        var watch = WatchAsync(done.Token);
        try
        {
            if (await Task.WhenAny(exit, watch) == exit)
            {
                await exit;
                return null;
            }
            var failure = await watch;
            await containers.KillAsync(id, cancellationToken);
            await exit;
            return failure;
        }
        finally
        {
            await done.CancelAsync();
            await Task.WhenAll(exit, watch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<RunFailure> WatchAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var disk = new DriveInfo(run.Folder.Output);
        using var timer = new PeriodicTimer(Watch, time);
        while (true)
        {
            if (time.GetElapsedTime(start) >= run.Limits.WallTime)
                return new RunFailure(FailureKind.AppTimeout, $"The app was stopped after its limit of {run.Limits.WallTime.TotalSeconds:0.#} s.");
            if (OutputMeter.Check(run.Folder.Output, run.Limits) is { } failure)
                return failure;
            if (disk.AvailableFreeSpace < run.Limits.FreeDiskFloor)
                throw new RunRefusedException($"The run was stopped: less than {run.Limits.FreeDiskFloor} bytes are free on the disk of {run.Folder.Root}.");
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private RunFailure? FailureOf(ContainerState state) => state switch
    {
        { ExitCode: 0 } => null,
        { OomKilled: true } => new RunFailure(
            FailureKind.AppFailed, $"The app ended with exit code {state.ExitCode}: it ran out of memory ({run.Limits.MemoryBytes} bytes).", state.ExitCode),
        _ => new RunFailure(FailureKind.AppFailed, $"The app ended with exit code {state.ExitCode}.", state.ExitCode),
    };
}

/// <summary>How an app ended.</summary>
/// <param name="Failure">What failed, or null.</param>
/// <param name="ExitCode">Its exit code; null where it was stopped.</param>
/// <param name="Logs">The end of its output streams.</param>
internal sealed record AppExit(RunFailure? Failure, int? ExitCode, ContainerLogs Logs);
