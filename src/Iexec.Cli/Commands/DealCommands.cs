using System.CommandLine;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary><c>iexec deal …</c></summary>
internal static class DealCommands
{
    private static readonly Argument<string> Id = new("deal-id") { Description = "the deal's id" };

    public static Command Create() => CommandExtensions.Group(
        "deal",
        "deals",
        new Command("show", "show a deal and its tasks").Does(ShowAsync, Id));

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
        foreach (var (id, index) in deal.TaskIds().Take(100).Select((id, i) => (id, deal.BotFirst + (ulong)i)))
        {
            var status = (await client.Hub.ViewTaskAsync(id, ct)).Status.ToString().ToUpperInvariant();
            tasks.Add(new { idx = index, taskid = id, status });
            rows.Add(($"task {index}", $"{id} {status}"));
        }
        context.Table(new { dealid = deal.Id, deal, tasks }, $"Deal {deal.Id}", rows);
    }
}
