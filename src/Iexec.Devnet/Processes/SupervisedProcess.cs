using System.Diagnostics;
using Iexec.Docker;

namespace Iexec.Devnet.Processes;

/// <summary>A running program of the network. Made by <see cref="Supervisor.StartAsync"/>.</summary>
public sealed class SupervisedProcess
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly ProcessSpec _spec;
    private readonly TimeProvider _time;
    private readonly string _record;
    private volatile bool _stopping;

    internal SupervisedProcess(ProcessSpec spec, StateFolder state, TimeProvider time)
    {
        _spec = spec;
        _time = time;
        _record = ProcessRecord.PathOf(state, spec.Name);
        Log = Path.Combine(state.Logs, spec.Name + ".log");
        File.Delete(_record);
        if (File.Exists(Log))
            File.Move(Log, Log + ".old", overwrite: true);
        _process = Process.Start(new ProcessStartInfo(
            "/bin/sh", ["-c", ProcessRecord.RecordAndRun, spec.Name, _record, Log, spec.Program, .. spec.Arguments]))!;
        Identity = ProcessIdentity.Of(_process.Id) ?? new ProcessIdentity(_process.Id, 0);
        Exited = WatchAsync();
    }

    /// <summary>Its name in the network.</summary>
    public string Name => _spec.Name;

    /// <summary>The process.</summary>
    public ProcessIdentity Identity { get; }

    /// <summary>File that holds what it writes.</summary>
    public string Log { get; }

    /// <summary>Ends when the process does: null when it was asked to, else what happened, with the end of its log.</summary>
    public Task<string?> Exited { get; }

    internal async Task WaitUntilAnswersAsync(CancellationToken cancellation)
    {
        for (var start = _time.GetTimestamp(); !File.Exists(_record) || !await AnswersAsync(cancellation); await Task.Delay(Poll, _time, cancellation))
        {
            if (Exited.IsCompleted)
                throw new DevnetException((await Exited)!);
            if (_time.GetElapsedTime(start) > _spec.StartLimit)
                throw new DevnetException($"{Name} did not answer within {_spec.StartLimit.TotalSeconds} s. {LogEnd()}");
        }
    }

    internal async Task StopAsync()
    {
        _stopping = true;
        await Signals.StopAsync(Identity, _spec.StopLimit, _time);
        await Exited;
        File.Delete(_record);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await _spec.Answers(either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or DockerException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<string?> WatchAsync()
    {
        await _process.WaitForExitAsync();
        var code = _process.ExitCode;
        _process.Dispose();
        return _stopping ? null : $"{Name} ended by itself with exit code {code}. {LogEnd()}";
    }

    private string LogEnd()
    {
        var lines = File.Exists(Log) ? File.ReadLines(Log).TakeLast(5) : [];
        return $"The end of its log, {Log}:\n{string.Join('\n', lines)}";
    }
}
