using Iexec.Api;
using Iexec.Protocol;
using Iexec.Runtime;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker;

/// <summary>The worker's side of its scheduler's API, logged in.</summary>
internal sealed class SchedulerLink(HttpClient http, WorkerSettings settings, ulong chainId, TimeProvider time, ILogger<SchedulerLink> log)
{
    private static readonly TimeSpan LogsLimit = TimeSpan.FromSeconds(10);
    private const string NoAnswer = "it did not answer";
    private readonly SchedulerClient client = new(http, settings.Scheduler);
    private readonly TokenAudience audience = TokenAudience.Scheduler(chainId, settings.Workerpool, settings.Scheduler);

    public Task<DesiredState> SyncAsync(WorkerStatus status, CancellationToken ct) =>
        client.SyncAsync(status, Token(), ct);

    /// <summary>Hands in logs; they are worth no retry that would delay a contribution.</summary>
    public async Task TrySendLogsAsync(TaskId task, ReplicateLogs logs, CancellationToken ct)
    {
        try
        {
            await time.WithinAsync(LogsLimit, NoAnswer, cancel => client.SendLogsAsync(task, logs, Token(), cancel), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("Task {Task}: its logs could not be handed in: {Reason}", task, e.Message);
        }
    }

    private string Token() => WalletToken.Issue(settings.Key, audience, time.GetUtcNow().AddHours(1));
}
