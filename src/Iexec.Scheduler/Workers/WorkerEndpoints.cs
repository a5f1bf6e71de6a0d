using System.Net;
using Iexec.Api;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Iexec.Scheduler.Workers;

/// <summary>The API for workers. Each proves its wallet and speaks for itself only.</summary>
internal static class WorkerEndpoints
{
    private const int LongestLogs = 100_000;
    private const long LargestLogsBody = 2 << 20;
    private const int LongestName = 64;
    private const int MostSlots = 256;
    private const int MostReplicates = 1000;
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    public static void MapWorkers(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/worker/sync", SyncAsync);
        routes.MapPut("/v1/worker/logs/{task}", LogsAsync).WithMetadata(new LogsLimit());
    }

    private static async Task<DesiredState> SyncAsync(
        WorkerStatus status, HttpRequest request, Callers callers, Roster roster, WorkerReports reports, DesiredStates states, TaskQueue queue,
        Readiness readiness, IHostApplicationLifetime lifetime, TimeProvider time, CancellationToken ct)
    {
        var wallet = await callers.RequireWorkerAsync(request, ct);
        Check(status);
        await RequireReadyAsync(readiness, ct);
        var worker = roster.Connect(wallet);
        using var asking = worker.Asking();
        var isNew = worker.Slots == 0;
        (worker.Name, worker.Version, worker.Slots) = (status.Name, status.Version, status.Slots);
        await reports.TakeAsync(worker, status.Replicates, ct);
        if (isNew)
            queue.TouchWaiting(status.Slots);
        var end = time.GetUtcNow() + LongPoll;
        // A service that stops does not wait for its pollers.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        while (true)
        {
            var desired = await states.OfAsync(worker, ct);
            var left = end - time.GetUtcNow();
            if (desired.Version != status.SeenVersion || left <= TimeSpan.Zero || stop.IsCancellationRequested)
                return desired;
            await worker.Changed.WaitAsync(left, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<OkReply> LogsAsync(
        TaskId task, ReplicateLogs logs, HttpRequest request, Callers callers, Ledger ledger, TimeProvider time, CancellationToken ct)
    {
        var worker = await callers.RequireWorkerAsync(request, ct);
        await ledger.WriteAsync(async db =>
        {
            if (await db.Replicates.FindAsync([task, worker], ct) is null)
                throw new UserErrorException($"{worker} was not put on task {task}", HttpStatusCode.Forbidden);
            var row = await db.Logs.FindAsync([task, worker], ct);
            if (row is null)
                db.Logs.Add(row = new() { Task = task, Worker = worker, Stdout = "", Stderr = "", Received = time.GetUtcNow() });
            (row.Stdout, row.Stderr, row.Received) = (End(logs.Stdout), End(logs.Stderr), time.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }, ct);
        return new();
    }

    private static async Task RequireReadyAsync(Readiness readiness, CancellationToken ct)
    {
        try
        {
            await readiness.WaitAsync(LongPoll, ct);
        }
        catch (TimeoutException)
        {
            throw new UserErrorException("the scheduler has started, but has not read the chain yet; ask again in a moment", HttpStatusCode.ServiceUnavailable);
        }
    }

    private static void Check(WorkerStatus status)
    {
        Require(status.Name?.Length is > 0 and <= LongestName, $"'name' must have 1 to {LongestName} characters");
        Require(status.Version?.Length is > 0 and <= LongestName, $"'version' must have 1 to {LongestName} characters");
        Require(status.Slots is > 0 and <= MostSlots, $"'slots' must be 1 to {MostSlots}");
        Require(status.Replicates?.Count <= MostReplicates, $"'replicates' must be a list of at most {MostReplicates}");
        Require(status.Replicates!.All(r => r is not null && Enum.IsDefined(r.Stage)), "a replicate has no known 'stage'");
        Require(status.Replicates!.Select(r => r!.Task).Distinct().Count() == status.Replicates!.Count, "'replicates' names a task twice");

        static void Require(bool holds, string otherwise)
        {
            if (!holds)
                throw new UserErrorException(otherwise);
        }
    }

    private static string End(string? text) => text switch
    {
        null => "",
        { Length: > LongestLogs } => text[^LongestLogs..],
        _ => text,
    };

    private sealed class LogsLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => LargestLogsBody;
    }
}
