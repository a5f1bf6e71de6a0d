using System.Net;
using Iexec.Api;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
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
        var group = routes.MapGroup("/v1/worker").WithTags("workers");
        group.MapPost("/sync", SyncAsync).WithName("Sync")
            .WithSummary("A worker reports where it is, and is told what it should be doing.")
            .WithDescription("Answered as soon as that differs from the version that the worker has seen, else after 20 seconds.")
            .Produces<ErrorAnswer>(StatusCodes.Status400BadRequest)
            .Produces<ErrorAnswer>(StatusCodes.Status401Unauthorized)
            .Produces<ErrorAnswer>(StatusCodes.Status403Forbidden);
        group.MapPut("/logs/{task}", LogsAsync).WithName("SendLogs").WithMetadata(new LogsLimit())
            .WithSummary("A worker hands in the end of what an app printed.")
            .Produces<ErrorAnswer>(StatusCodes.Status401Unauthorized)
            .Produces<ErrorAnswer>(StatusCodes.Status403Forbidden);
    }

    private static async Task<Ok<DesiredState>> SyncAsync(
        WorkerStatus status, HttpRequest request, Callers callers, Admission admission, Roster roster, WorkerReports reports, DesiredStates states,
        TaskQueue queue, Readiness readiness, IHostApplicationLifetime lifetime, TimeProvider time, CancellationToken ct)
    {
        var wallet = await callers.RequireWorkerAsync(request, ct);
        Check(status);
        await RequireReadyAsync(readiness, ct);
        // A service that stops does not wait for its pollers.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        var (worker, notice) = await admission.AdmitAsync(wallet, ct);
        if (worker is null)
            return TypedResults.Ok(await NothingAsync(notice, status, time, stop.Token));
        using var asking = worker.Asking();
        var isNew = worker.Slots == 0;
        (worker.Name, worker.Version) = (PrintableText.Of(status.Name, LongestName + 1), PrintableText.Of(status.Version, LongestName + 1));
        worker.Slots = status.Slots;
        await reports.TakeAsync(worker, status.Replicates, ct);
        if (isNew)
            queue.TouchWaiting(status.Slots);
        var end = time.GetUtcNow() + LongPoll;
        while (true)
        {
            var changed = worker.Changed.Next;
            var desired = await states.OfAsync(worker, ct);
            var left = end - time.GetUtcNow();
            var isOver = left <= TimeSpan.Zero || stop.IsCancellationRequested || roster.Find(wallet) != worker;
            if (isOver || desired.Version != status.SeenVersion)
                return TypedResults.Ok(desired);
            await worker.Changed.UntilAsync(changed, left, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Whoever is not remembered waits as long as others, so that it does not ask all the time.
    private static async Task<DesiredState> NothingAsync(string? notice, WorkerStatus status, TimeProvider time, CancellationToken stop)
    {
        var nothing = DesiredStates.Nothing(notice);
        if (nothing.Version == status.SeenVersion)
            await Task.Delay(LongPoll, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return nothing;
    }

    private static async Task<Ok<OkReply>> LogsAsync(
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
        return TypedResults.Ok(new OkReply());
    }

    private static async Task RequireReadyAsync(Readiness readiness, CancellationToken ct)
    {
        try
        {
            await readiness.WaitAsync(LongPoll, ct);
        }
        catch (TimeoutException)
        {
            throw new UserErrorException(
                "the scheduler has started, but has not read the chain yet; ask again in a moment", HttpStatusCode.ServiceUnavailable);
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
