using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker;

/// <summary>The worker's side of its scheduler's API, logged in.</summary>
internal sealed class SchedulerLink(HttpClient http, WorkerSettings settings, ulong chainId, TimeProvider time, ILogger<SchedulerLink> log)
{
    // The long poll lasts 20 seconds; a connection that died without a word ends here.
    private static readonly TimeSpan SyncLimit = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LogsLimit = TimeSpan.FromSeconds(10);
    private readonly SchedulerClient client = new(http, settings.Scheduler);
    private readonly Eip712Domain audience = WalletToken.Scheduler(chainId, settings.Workerpool);

    public Task<DesiredState> SyncAsync(WorkerStatus status, CancellationToken ct) =>
        LimitAsync(SyncLimit, cancel => client.SyncAsync(status, Token(), cancel), ct);

    /// <summary>Hands in logs; they are worth no retry that would delay a contribution.</summary>
    public async Task TrySendLogsAsync(TaskId task, ReplicateLogs logs, CancellationToken ct)
    {
        try
        {
            await LimitAsync(LogsLimit, async cancel => { await client.SendLogsAsync(task, logs, Token(), cancel); return true; }, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("Task {Task}: its logs could not be handed in: {Reason}", task, e.Message);
        }
    }

    private async Task<T> LimitAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"it did not answer within {limit.TotalSeconds:0} s");
        }
    }

    private string Token() => WalletToken.Issue(settings.Key, audience, time.GetUtcNow().AddHours(1));
}
