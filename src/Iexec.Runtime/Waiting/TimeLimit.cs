namespace Iexec.Runtime;

/// <summary>Time limits by the program's own clock.</summary>
public static class TimeLimit
{
    /// <summary>Does something, which must end within a limit.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="otherwise">What has not happened when the limit passes, such as <c>the store did not answer</c>.</param>
    /// <param name="act">What to do; its token is cancelled at the limit.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="TimeLimitException">The limit passed.</exception>
    public static async Task<T> WithinAsync<T>(
        this TimeProvider time, TimeSpan limit, string otherwise, Func<CancellationToken, Task<T>> act, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct);
        try
        {
            return await act(either.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeLimitException(otherwise, limit);
        }
    }

    /// <summary>Does something, which must end within a limit.</summary>
    /// <exception cref="TimeLimitException">The limit passed.</exception>
    public static Task WithinAsync(
        this TimeProvider time, TimeSpan limit, string otherwise, Func<CancellationToken, Task> act, CancellationToken ct) =>
        time.WithinAsync(limit, otherwise, async cancel =>
        {
            await act(cancel);
            return true;
        }, ct);
}

/// <summary>Something did not happen within its time limit.</summary>
/// <param name="otherwise">What did not happen.</param>
/// <param name="limit">The limit.</param>
public sealed class TimeLimitException(string otherwise, TimeSpan limit) : TimeoutException($"{otherwise} within {limit.TotalSeconds:0.###} s")
{
    /// <summary>The limit that passed.</summary>
    public TimeSpan Limit => limit;
}
