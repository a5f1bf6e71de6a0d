using System.CommandLine;
using Iexec.Api;
using Iexec.Client;
using Iexec.Protocol;
using Spectre.Console;

namespace Iexec.Cli;

/// <summary><c>iexec task …</c></summary>
internal static class TaskCommands
{
    private static readonly Argument<string> Id = new("task-id") { Description = "the task's id" };
    private static readonly Option<bool> Watch = new("--watch") { Description = "wait until it is over" };
    private static readonly Option<string?> Download = new("--download")
    {
        Description = "save the result, as <task-id>.zip or the file or folder named",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<bool> Logs = new("--logs") { Description = "show what the app printed (requester only)" };

    public static Command Create() => CommandExtensions.Group(
        "task",
        "tasks",
        new Command("show", "show where a task is, why, and what comes next").Does(ShowAsync, Id, Watch, Download, Logs));

    private static async Task ShowAsync(CommandContext context, CancellationToken ct)
    {
        var id = TaskId.Parse(context.Get(Id));
        var client = context.Get(Logs) ? await context.SignerAsync(ct) : context.Reader;
        var task = await client.History.TaskAsync(id, ct);
        var deal = await client.History.DealAsync(task.Deal, ct);
        if (context.Get(Watch))
            task = (await client.History.WatchAsync(deal.Id, id, new TaskProgress(context), ct)).Task;
        var hasResult = task.Status == ChainTaskStatus.Completed;
        var file = context.Chose(Download) && hasResult ? ResultPath.For(context.Get(Download) ?? "./", id) : null;
        if (context.Chose(Download) && file is null)
            throw new UserException($"task {id} is {Status(task)}: there is no result to download{(context.Get(Watch) ? "" : " yet; wait for it with --watch")}");
        if (file is not null)
            await client.Results.DownloadAsync(id, file, ct);
        var events = await client.History.EventsAsync(deal, id, ct);
        var timeline = await client.History.TimelineAsync(events, ct);
        var report = await client.History.ReportAsync(deal, id, ct);
        var logs = context.Get(Logs) ? await client.History.LogsAsync(deal, id, ct) : null;
        context.Table(
            new { taskid = id, status = Status(task), task, report, timeline, logs, resultFile = file },
            $"Task {id}",
            Rows(task, report, file));
        if (!context.Raw)
            Show(timeline, logs);
    }

    private static IEnumerable<(string, string)> Rows(ChainTask task, TaskReport? report, string? file)
    {
        yield return ("status", Status(task));
        yield return ("deal", $"{task.Deal}, task {task.Index}");
        if (report is not null)
            yield return ("scheduler", $"{report.State}: {report.Reason}");
        if (report?.NextDeadline is { } deadline)
            yield return ("next deadline", deadline.ToString("u"));
        yield return ("final deadline", DateTimeOffset.FromUnixTimeSeconds((long)task.FinalDeadline).ToString("u"));
        foreach (var r in report?.Replicates ?? [])
            yield return ($"worker {r.Name}", $"{r.Worker} {r.Stage}{(r.Reason is null ? "" : $": {r.Reason}")}");
        if (task.Status == ChainTaskStatus.Completed)
            yield return ("digest", task.ResultDigest.ToString());
        if (file is not null)
            yield return ("result", $"{file} (its digest is the one on chain)");
    }

    private static void Show(IReadOnlyList<TimelineEntry> timeline, IReadOnlyList<WorkerLogs>? logs)
    {
        foreach (var entry in timeline)
            AnsiConsole.MarkupLineInterpolated($"[grey]{entry.Time:u}[/] {entry.What} [grey]{entry.Transaction?.ToString() ?? ""}[/]");
        foreach (var log in logs ?? [])
            Console.WriteLine($"--- {log.Worker} stdout\n{log.Logs.Stdout}\n--- {log.Worker} stderr\n{log.Logs.Stderr}");
    }

    private static string Status(ChainTask task) => task.Status.ToString().ToUpperInvariant();
}
