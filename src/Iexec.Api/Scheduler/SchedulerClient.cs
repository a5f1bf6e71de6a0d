using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Api;

/// <summary>Talks to a workerpool's scheduler.</summary>
/// <param name="http">The connection.</param>
/// <param name="url">The scheduler's address.</param>
public sealed class SchedulerClient(HttpClient http, Uri url)
{
    // The scheduler holds the answer for 20 seconds; a connection that died without a word ends here.
    private static readonly HttpBounds LongPoll = HttpBounds.Message with { Time = TimeSpan.FromSeconds(45) };

    /// <summary>The scheduler's address.</summary>
    public Uri Url => url;

    /// <summary>A worker reports and gets its desired state; waits while it has the newest.</summary>
    /// <param name="status">The report.</param>
    /// <param name="token">The worker's <see cref="WalletToken"/>.</param>
    /// <param name="ct">Stops the wait.</param>
    public Task<DesiredState> SyncAsync(WorkerStatus status, string token, CancellationToken ct) =>
        http.SendAsync<DesiredState>(HttpMethod.Post, new Uri(url, "/v1/worker/sync"), status, token, ct, LongPoll);

    /// <summary>A worker hands in what the app printed.</summary>
    public async Task SendLogsAsync(TaskId task, ReplicateLogs logs, string token, CancellationToken ct) =>
        await http.SendAsync<OkReply>(HttpMethod.Put, new Uri(url, $"/v1/worker/logs/{task}"), logs, token, ct);

    /// <summary>What the scheduler knows of a task. Open to all.</summary>
    public Task<TaskReport> TaskAsync(TaskId task, CancellationToken ct) =>
        http.SendAsync<TaskReport>(HttpMethod.Get, new Uri(url, $"/v1/tasks/{task}"), null, null, ct);

    /// <summary>What the scheduler knows of a deal. Open to all.</summary>
    public Task<DealReport> DealAsync(DealId deal, CancellationToken ct) =>
        http.SendAsync<DealReport>(HttpMethod.Get, new Uri(url, $"/v1/deals/{deal}"), null, null, ct);

    /// <summary>Who is connected. Open to all.</summary>
    public Task<WorkersReport> WorkersAsync(CancellationToken ct) =>
        http.SendAsync<WorkersReport>(HttpMethod.Get, new Uri(url, "/v1/workers"), null, null, ct);

    /// <summary>What the app printed on each worker; for the requester only.</summary>
    public Task<IReadOnlyList<WorkerLogs>> LogsAsync(TaskId task, string token, CancellationToken ct) =>
        http.SendAsync<IReadOnlyList<WorkerLogs>>(HttpMethod.Get, new Uri(url, $"/v1/tasks/{task}/logs"), null, token, ct);
}
