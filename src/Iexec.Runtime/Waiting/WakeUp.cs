namespace Iexec.Runtime;

/// <summary>Tells loops that there may be something to do. It is a hint: who misses it looks again on a timer.</summary>
/// <param name="time">The clock.</param>
public sealed class WakeUp(TimeProvider time)
{
    private TaskCompletionSource _next = New();
    private long _given;
    private long _taken;

    /// <summary>Ends when the next hint is given. Who takes it before looking at things misses none; any number may wait.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Wakes all who wait. While nobody waits, it ends the next <see cref="WaitAsync"/> at once.</summary>
    public void Give()
    {
        Interlocked.Increment(ref _given);
        Interlocked.Exchange(ref _next, New()).SetResult();
    }

    /// <summary>For the one loop that owns this: sleeps until a hint is given, or was given since the last sleep, at most so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var next = Next;
        if (Interlocked.Exchange(ref _taken, Volatile.Read(ref _given)) == Volatile.Read(ref _given))
            await UntilAsync(next, atMost, ct);
        Volatile.Write(ref _taken, Volatile.Read(ref _given));
    }

    /// <summary>Waits for a hint taken from <see cref="Next"/>, at most so long.</summary>
    public async Task UntilAsync(Task next, TimeSpan atMost, CancellationToken ct)
    {
        try
        {
            await next.WaitAsync(atMost, time, ct);
        }
        catch (TimeoutException)
        {
            // Nothing happened: time to look all the same.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
