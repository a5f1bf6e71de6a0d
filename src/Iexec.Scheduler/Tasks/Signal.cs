namespace Iexec.Scheduler.Tasks;

/// <summary>Wakes whoever waits. A signal given while nobody waits ends the next wait at once.</summary>
internal sealed class Signal(TimeProvider time)
{
    private TaskCompletionSource _given = New();

    public void Give() => Volatile.Read(ref _given).TrySetResult();

    /// <summary>Waits for a signal, at most so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        var given = Volatile.Read(ref _given);
        try
        {
            await given.Task.WaitAsync(atMost, time, ct);
            Interlocked.CompareExchange(ref _given, New(), given);
        }
        catch (TimeoutException)
        {
            // The time is up: nothing happened.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
