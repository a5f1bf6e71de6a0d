using System.Data.Common;
using System.Net;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Worker;

/// <summary>Tries again while a node or a service is out of reach: that says nothing about the task.</summary>
/// <param name="time">The clock.</param>
/// <param name="random">Chance.</param>
internal sealed class Patience(TimeProvider time, Random random)
{
    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(20));

    /// <summary>Does something, again and again until a deadline while what it needs is out of reach.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="action">What to do.</param>
    /// <param name="waiting">Told why it waits.</param>
    /// <param name="ct">Stops.</param>
    /// <exception cref="ReplicateFailedException">The deadline came.</exception>
    public async Task<T> UntilAsync<T>(DateTimeOffset deadline, Func<Task<T>> action, Action<string> waiting, CancellationToken ct)
    {
        for (var failures = 1; ; failures++)
        {
            var pause = Pauses.After(failures, random);
            try
            {
                return await action();
            }
            catch (Exception e) when (IsPassing(e) && !ct.IsCancellationRequested)
            {
                if (time.GetUtcNow() + pause >= deadline)
                    throw new ReplicateFailedException($"gave up at the deadline: {e.Message}");
                waiting($"waits and tries again: {e.Message}");
            }
            await Task.Delay(pause, time, ct);
        }
    }

    /// <summary>Whether an error tells of what is out of reach now, rather than of the task.</summary>
    public static bool IsPassing(Exception e) => e switch
    {
        ReplicateFailedException failed => failed.MayPass,
        // A node behind a broken proxy answers what is no JSON-RPC.
        HttpRequestException or RpcException or TimeoutException or TaskCanceledException or IOException or FormatException => true,
        DbException or DbUpdateException => true,
        // A store whose node lags says «forbidden» until it sees the reveal.
        ApiException api => api.Status is 0 or HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden || (int)api.Status >= 500,
        _ => false,
    };
}
