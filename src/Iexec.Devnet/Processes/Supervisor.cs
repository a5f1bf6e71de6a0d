using System.Collections.Concurrent;

namespace Iexec.Devnet.Processes;

/// <summary>Starts the programs of the network, watches them, and stops them in reverse order when disposed.</summary>
public sealed class Supervisor(StateFolder state, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentStack<SupervisedProcess> _processes = new();
    private readonly TaskCompletionSource<string> _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where the programs keep their logs and records.</summary>
    public StateFolder State => state;

    /// <summary>Ends when a program ends by itself: which one, how, and the end of its log.</summary>
    public Task<string> Crashed => _crashed.Task;

    /// <summary>Starts a program and returns when it answers.</summary>
    /// <exception cref="DevnetException">It ended, or did not answer in time; it no longer runs.</exception>
    public async Task<SupervisedProcess> StartAsync(ProcessSpec spec, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var process = new SupervisedProcess(spec, state, time);
        try
        {
            await process.WaitUntilAnswersAsync(cancellation);
        }
        catch
        {
            await process.StopAsync();
            throw;
        }
        _processes.Push(process);
        _ = ReportCrashAsync(process);
        return process;
    }

    /// <summary>Stops every program, the last started first.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_processes.TryPop(out var process))
            await process.StopAsync();
    }

    private async Task ReportCrashAsync(SupervisedProcess process)
    {
        if (await process.Exited is { } crash)
            _crashed.TrySetResult(crash);
    }
}
