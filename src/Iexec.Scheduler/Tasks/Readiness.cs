namespace Iexec.Scheduler.Tasks;

/// <summary>
/// Whether the ledger is that of the chain: after a start with an empty database workers would be told to drop all that they do.
/// </summary>
internal sealed class Readiness(TimeProvider time)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsReady => _reached.Task.IsCompleted;

    public void Reached() => _reached.TrySetResult();

    /// <summary>Waits for it, at most so long.</summary>
    /// <exception cref="TimeoutException">It is not reached.</exception>
    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _reached.Task.WaitAsync(atMost, time, ct);
}
