using Docker.DotNet.Models;
using Iexec.Docker;
using Iexec.Worker.Disk;
using Iexec.Worker.Running;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker.Containers;

/// <summary>An app's container from its creation to its removal.</summary>
internal sealed class AppContainer(DockerContainers containers, string id, AppRun run, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastOutput = TimeSpan.FromSeconds(10);

    /// <summary>Whether the app began to run.</summary>
    public bool HasStarted { get; private set; }

    /// <exception cref="StartRefusedException">The Engine refuses to create it.</exception>
    public static async Task<AppContainer> CreateAsync(
        DockerContainers containers, CreateContainerParameters spec, AppRun run, TimeProvider time, ILogger log, CancellationToken ct)
    {
        try
        {
            ct.ThrowIfCancellationRequested();
            // Not cancelled in the middle: the Engine would keep a container that nobody knows.
            return new AppContainer(containers, await containers.CreateAsync(spec, CancellationToken.None), run, time, log);
        }
        catch (DockerException exception) when (exception.Status is not null)
        {
            throw new StartRefusedException(exception);
        }
    }

    /// <summary>Runs the app to its end, or to the first limit that it passes.</summary>
    /// <exception cref="StartRefusedException">The Engine refuses to start it.</exception>
    public async Task<AppExit> RunAsync(CancellationToken ct)
    {
        using var output = await containers.AttachAsync(id, ct);
        var following = output.FollowAsync(ct);
        await StartAsync(ct);
        var failure = await FinishAsync(ct);
        var state = await containers.StateAsync(id, ct);
        var isBySignal = failure is null && AppExit.IsSignal(state);
        failure ??= OutputMeter.Check(run.Folder.Output, run.Limits) ?? FailureOf(state);
        await Task.WhenAny(following, Task.Delay(LastOutput, time, ct));
        output.Dispose();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new AppExit(
            failure, failure is { Kind: not FailureKind.AppFailed } ? null : (int)state.ExitCode, isBySignal, new(output.Stdout, output.Stderr));
    }

    /// <summary>The output as a tar stream, after the run.</summary>
    public Task<Stream> OutputAsync(CancellationToken ct) => containers.ArchiveAsync(id, TaskFolder.OutputPath, ct);

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Whatever ended the run, the container goes; the Engine client bounds the call.
            await containers.RemoveAsync(id, CancellationToken.None);
        }
        catch (DockerException exception)
        {
            log.LogWarning(exception, "Container {Container} is left over; it is removed when the Engine answers, or when the worker starts", id);
        }
    }

    private async Task StartAsync(CancellationToken ct)
    {
        try
        {
            await containers.StartAsync(id, ct);
            HasStarted = true;
        }
        catch (DockerException exception) when (exception.Status is not null)
        {
            throw new StartRefusedException(exception);
        }
    }

    private async Task<RunFailure?> FinishAsync(CancellationToken ct)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
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
            await containers.KillAsync(id, ct);
            await exit;
            return failure;
        }
        finally
        {
            await done.CancelAsync();
            await Task.WhenAll(exit, watch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<RunFailure> WatchAsync(CancellationToken ct)
    {
        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(Watch, time);
        while (true)
        {
            if (time.GetElapsedTime(start) >= run.Limits.WallTime)
                return new RunFailure(FailureKind.AppTimeout, $"The app was stopped after its limit of {run.Limits.WallTime.TotalSeconds:0.#} s.");
            if (OutputMeter.Check(run.Folder.Output, run.Limits) is { } failure)
                return failure;
            await timer.WaitForNextTickAsync(ct);
        }
    }

    private RunFailure? FailureOf(State state) => state switch
    {
        { ExitCode: 0 } => null,
        { OOMKilled: true } => new RunFailure(
            FailureKind.AppFailed,
            $"The app ended with exit code {state.ExitCode}: it ran out of memory ({run.Limits.MemoryBytes} bytes).",
            (int)state.ExitCode),
        _ => new RunFailure(FailureKind.AppFailed, $"The app ended with exit code {state.ExitCode}.", (int)state.ExitCode),
    };
}

/// <summary>How an app ended.</summary>
/// <param name="Failure">What failed, or null.</param>
/// <param name="ExitCode">Its exit code; null where it was stopped.</param>
/// <param name="IsBySignal">Whether a signal ended it that the worker did not send.</param>
/// <param name="Logs">The end of its output streams.</param>
internal sealed record AppExit(RunFailure? Failure, int? ExitCode, bool IsBySignal, RunLogs Logs)
{
    /// <summary>Of an app that did not run.</summary>
    public static AppExit None { get; } = new(null, null, false, RunLogs.Empty);

    // A shell says 128 and the signal's number, of which there are 64.
    private const int Signals = 128;

    public static bool IsSignal(State state) => state is { ExitCode: > Signals and <= Signals + 64, OOMKilled: false };
}
