namespace Iexec.Chain;

/// <summary>Lets a loop sleep until its time has come or someone hints that there is work.</summary>
public sealed class Hint(TimeProvider time)
{
    private TaskCompletionSource _given = New();

    /// <summary>Wakes the loop; when it is awake, its next sleep ends at once.</summary>
    public void Give() => Volatile.Read(ref _given).TrySetResult();

    /// <summary>Sleeps until <paramref name="atMost"/> has passed or a hint is given.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
    {
        var given = Volatile.Read(ref _given);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(given.Task, Task.Delay(atMost, time, stop.Token));
        await stop.CancelAsync();
        ct.ThrowIfCancellationRequested();
        if (given.Task.IsCompleted)
            Volatile.Write(ref _given, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
