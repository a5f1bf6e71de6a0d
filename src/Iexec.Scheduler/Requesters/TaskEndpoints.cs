using System.Net;
using Iexec.Api;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Requesters;

/// <summary>The API for requesters, and for whoever wants to know. What an app printed is for the requester only.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/tasks/{task}", TaskAsync);
        routes.MapGet("/v1/tasks/{task}/logs", LogsAsync);
        routes.MapGet("/v1/deals/{deal}", DealAsync);
        routes.MapGet("/v1/workers", WorkersAsync);
    }

    private static async Task<TaskReport> TaskAsync(TaskId task, IDbContextFactory<SchedulerDb> databases, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await FindAsync(db, task, ct);
        var replicates = await db.Replicates.AsNoTracking().Where(r => r.Task == task).OrderBy(r => r.Since).ToListAsync(ct);
        var timeline = await db.Timeline.AsNoTracking().Where(e => e.Task == task).ToListAsync(ct);
        return new(
            row.Id,
            row.Deal,
            (ulong)row.Index,
            row.State.ToString(),
            row.Reason,
            row.NextDeadline,
            [.. replicates.Select(r => new ReplicateReport(r.Worker, r.Name, r.Stage, r.Reason, r.Since, r.Deadline, r.ExitCode, r.Failure))],
            [.. timeline.Where(e => e.Time is not null).OrderBy(e => e.Time).ThenBy(e => e.Block ?? long.MaxValue).ThenBy(e => e.LogIndex).ThenBy(e => e.Id).Select(e => new TimelineEntry(e.Time!.Value, e.What, e.Transaction))]);
    }

    private static async Task<IReadOnlyList<WorkerLogs>> LogsAsync(
        TaskId task, HttpRequest request, Callers callers, IDbContextFactory<SchedulerDb> databases, CancellationToken ct)
    {
        var caller = await callers.RequireAsync(request, ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await FindAsync(db, task, ct);
        if (row.Requester != caller)
            throw new UserErrorException($"what the app printed is for the requester {row.Requester} only, you are {caller}", HttpStatusCode.Forbidden);
        return await db.Logs.AsNoTracking().Where(l => l.Task == task).OrderBy(l => l.Received)
            .Select(l => new WorkerLogs(l.Worker, new(l.Stdout, l.Stderr))).ToListAsync(ct);
    }

    private static async Task<DealReport> DealAsync(DealId deal, IDbContextFactory<SchedulerDb> databases, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await db.Deals.FindAsync([deal], ct)
            ?? throw new UserErrorException($"this pool knows no deal {deal}; it may not be mined yet, or be for another workerpool", HttpStatusCode.NotFound);
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.Deal == deal).OrderBy(t => t.Index).ToListAsync(ct);
        return new(deal, row.Transaction, [.. tasks.Select(t => new TaskSummary(t.Id, (ulong)t.Index, t.State.ToString(), t.Reason, t.NextDeadline))]);
    }

    private static async Task<WorkersReport> WorkersAsync(Roster roster, IDbContextFactory<SchedulerDb> databases, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var busy = await Loads.ReadAsync(db, ct);
        var workers = roster.Alive
            .OrderBy(w => w.Name, StringComparer.Ordinal).ThenBy(w => w.Wallet)
            .Select(w => new WorkerReport(w.Wallet, w.Name, w.Version, w.Slots, busy.GetValueOrDefault(w.Wallet), w.LastSeen, w.Notice))
            .ToList();
        return new(workers.Count, workers.Sum(w => w.Slots), workers.Sum(w => w.Busy), workers);
    }

    private static async Task<TaskRow> FindAsync(SchedulerDb db, TaskId task, CancellationToken ct) =>
        await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == task, ct)
        ?? throw new UserErrorException($"this pool knows no task {task}; its deal may not be mined yet, or be for another workerpool", HttpStatusCode.NotFound);
}
