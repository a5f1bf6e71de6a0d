namespace Iexec.Chain;

/// <summary>Tells all who wait that something happened.</summary>
internal sealed class Bell
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends when the bell rings next.</summary>
    public Task NextAsync() => Volatile.Read(ref _next).Task;

    public void Ring() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
