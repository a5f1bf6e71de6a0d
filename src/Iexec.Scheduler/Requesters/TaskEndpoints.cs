using System.Net;
using Iexec.Api;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Tasks;
using Iexec.Scheduler.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Requesters;

/// <summary>The API for requesters, and for whoever wants to know. What an app printed is for the requester only.</summary>
internal static class TaskEndpoints
{
    // An answer stays below what a client reads of one.
    private const int MostLogs = 20;

    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithTags("requesters");
        group.MapGet("/tasks/{task}", TaskAsync).WithName("Task").WithSummary("What the scheduler knows of a task.")
            .Produces<ErrorAnswer>(StatusCodes.Status404NotFound);
        group.MapGet("/tasks/{task}/logs", LogsAsync).WithName("Logs")
            .WithSummary("What the app printed on each worker; for the requester only.")
            .Produces<ErrorAnswer>(StatusCodes.Status401Unauthorized)
            .Produces<ErrorAnswer>(StatusCodes.Status403Forbidden)
            .Produces<ErrorAnswer>(StatusCodes.Status404NotFound);
        group.MapGet("/deals/{deal}", DealAsync).WithName("Deal")
            .WithSummary("What the scheduler knows of a deal, with up to 1,000 of its tasks, from an index on.")
            .Produces<ErrorAnswer>(StatusCodes.Status404NotFound);
        group.MapGet("/workers", WorkersAsync).WithName("Workers").WithSummary("Who is connected.");
    }

    private static async Task<Ok<TaskReport>> TaskAsync(TaskId task, IDbContextFactory<SchedulerDb> databases, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await FindAsync(db, task, ct);
        var replicates = await db.Replicates.AsNoTracking().Where(r => r.Task == task).OrderBy(r => r.Since).ToListAsync(ct);
        var timeline = await db.Timeline.AsNoTracking().Where(e => e.Task == task).ToListAsync(ct);
        return TypedResults.Ok(new TaskReport(
            row.Id,
            row.Deal,
            (ulong)row.Index,
            row.State,
            row.Reason,
            row.NextDeadline,
            [.. replicates.Select(ToReport)],
            [.. timeline.Where(e => e.Time is not null)
                .OrderBy(e => e.Time).ThenBy(e => e.Block ?? long.MaxValue).ThenBy(e => e.LogIndex).ThenBy(e => e.Id)
                .Select(e => new TimelineEntry(e.Time!.Value, e.What, e.Transaction))]));
    }

    private static async Task<Ok<IReadOnlyList<WorkerLogs>>> LogsAsync(
        TaskId task, HttpRequest request, Callers callers, IDbContextFactory<SchedulerDb> databases, CancellationToken ct)
    {
        var caller = await callers.RequireAsync(request, ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await FindAsync(db, task, ct);
        if (row.Requester != caller)
            throw new UserErrorException(
                $"what the app printed is for the requester {row.Requester} only, you are {caller}", HttpStatusCode.Forbidden);
        // Those whose contribution stands come first: nobody crowds them out.
        var logs = db.Logs.Where(l => l.Task == task)
            .Join(db.Replicates, l => new { l.Task, l.Worker }, r => new { r.Task, r.Worker }, (l, r) => new { Logs = l, r.Stage })
            .OrderBy(l => l.Stage == ReplicateStage.Failed).ThenByDescending(l => l.Logs.Received)
            .Take(MostLogs)
            .Select(l => new WorkerLogs(l.Logs.Worker, new(l.Logs.Stdout, l.Logs.Stderr)));
        return TypedResults.Ok<IReadOnlyList<WorkerLogs>>(await logs.ToListAsync(ct));
    }

    private static async Task<Ok<DealReport>> DealAsync(
        DealId deal, IDbContextFactory<SchedulerDb> databases, SchedulerTroubles troubles, CancellationToken ct, ulong from = 0)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Deals.FindAsync([deal], ct)
            ?? throw new UserErrorException(
                $"this pool knows no deal {deal}; it may not be mined yet, or be for another workerpool", HttpStatusCode.NotFound);
        var first = (long)Math.Min(from, long.MaxValue);
        var tasks = await db.Tasks.AsNoTracking()
            .Where(t => t.Deal == deal && t.Index >= first)
            .OrderBy(t => t.Index)
            .Take(DealReport.MostTasks)
            .ToListAsync(ct);
        var reason = row.IsOpened ? null : troubles.Deals.ReasonOf(deal) ?? "its tasks are opened little by little";
        return TypedResults.Ok(new DealReport(deal, row.Transaction, row.Size, row.Opened, reason, [.. tasks.Select(ToSummary)]));
    }

    private static async Task<Ok<WorkersReport>> WorkersAsync(Roster roster, IDbContextFactory<SchedulerDb> databases, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var busy = await Load.ReadAllAsync(db, ct);
        var workers = roster.Alive
            .OrderBy(w => w.Name, StringComparer.Ordinal).ThenBy(w => w.Wallet)
            .Select(w => new WorkerReport(w.Wallet, w.Name, w.Version, w.Slots, busy.GetValueOrDefault(w.Wallet).Busy, w.LastSeen, w.Notice))
            .ToList();
        return TypedResults.Ok(new WorkersReport(workers.Count, workers.Sum(w => w.Slots), workers.Sum(w => w.Busy), workers));
    }

    private static async Task<TaskRow> FindAsync(SchedulerDb db, TaskId task, CancellationToken ct) =>
        await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == task, ct)
        ?? throw new UserErrorException(
            $"this pool knows no task {task}; its deal may not be mined yet, or be for another workerpool", HttpStatusCode.NotFound);

    private static ReplicateReport ToReport(ReplicateRow row) =>
        new(row.Worker, row.Name, row.Stage, row.Reason, row.Since, row.Deadline, row.ExitCode, row.Failure);

    private static TaskSummary ToSummary(TaskRow row) => new(row.Id, (ulong)row.Index, row.State, row.Reason, row.NextDeadline);
}
