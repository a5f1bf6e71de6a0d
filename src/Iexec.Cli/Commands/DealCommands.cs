using System.CommandLine;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary><c>iexec deal …</c></summary>
internal static class DealCommands
{
    private const ulong MostTasks = 100;

    private static readonly Argument<string> Id = new("deal-id") { Description = "the deal's id" };
    private static readonly Option<ulong> From = new("--from") { Description = "the index of the first task to show" };

    public static Command Create() => CommandExtensions.Group(
        "deal",
        "deals",
        new Command("show", "show a deal and its tasks").Does(ShowAsync, Id, From));

    private static async Task ShowAsync(CommandContext context, CancellationToken ct)
    {
        var client = context.Reader;
        var deal = await client.History.DealAsync(DealId.Parse(context.Get(Id)), ct);
        var tasks = new List<object>();
        var rows = new List<(string, string)>
        {
            ("app", $"{deal.App.Pointer}, {deal.App.Price}"),
            ("workerpool", $"{deal.Workerpool.Pointer}, {deal.Workerpool.Price}"),
            ("requester", deal.Requester.ToString()),
            ("category, trust", $"{deal.Category}, {deal.Trust}"),
            ("params", deal.Params),
            ("made", DateTimeOffset.FromUnixTimeSeconds((long)deal.StartTime).ToString("u")),
        };
        var end = deal.BotFirst + deal.BotSize;
        var first = Math.Max(context.Get(From), deal.BotFirst);
        var next = first < end ? Math.Min(first + MostTasks, end) : end;
        for (var index = first; index < next; index++)
        {
            var id = TaskId.Of(deal.Id, index);
            var status = (await client.Hub.ViewTaskAsync(id, ct)).Status.ToString().ToUpperInvariant();
            tasks.Add(new { idx = index, taskid = id, status });
            rows.Add(($"task {index}", $"{id} {status}"));
        }
        if (next < end)
            rows.Add(("more tasks", $"{end - next}: see them with --from {next}"));
        context.Table(new { dealid = deal.Id, deal, tasks, nextTask = next < end ? next : (ulong?)null }, $"Deal {deal.Id}", rows);
    }
}
