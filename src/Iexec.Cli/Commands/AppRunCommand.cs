using System.CommandLine;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary><c>iexec app run</c>: finds orders, signs a request, makes the deal, and waits for it if asked.</summary>
internal static class AppRunCommand
{
    private static readonly Argument<string?> App = new("app") { Description = "the app's address; the one deployed here if left out", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Args = new("--args") { Description = "the app's arguments" };
    private static readonly Option<string?> Dataset = new("--dataset") { Description = "the dataset's address" };
    private static readonly Option<string?> Workerpool = new("--workerpool") { Description = "only this workerpool" };
    private static readonly Option<ulong> Category = new("--category") { Description = "the category's number" };
    private static readonly Option<ulong> Trust = new("--trust") { Description = "how sure the result must be", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Tag = new("--tag") { Description = "what the machine must offer, e.g. gpu", DefaultValueFactory = _ => Protocol.Tag.None.ToString() };
    private static readonly Option<string?> MaxPrice = new("--max-price")
    {
        Description = "the most that one task may cost, all parts together; 1 RLC unless said",
    };
    private static readonly Option<string?> Params = new("--params") { Description = "all parameters as JSON, in place of --args" };
    private static readonly Option<bool> Watch = new("--watch") { Description = "wait until it is over" };
    private static readonly Option<string?> Download = new("--download")
    {
        Description = "with --watch: save the result, as <task-id>.zip or the file or folder named",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create() => new Command("run", "run an app: buy it, and the computing, from the market's best orders").Does(
        RunAsync, App, Args, Dataset, Workerpool, Category, Trust, Tag, MaxPrice, Params, Watch, Download);

    private static async Task RunAsync(CommandContext context, CancellationToken ct)
    {
        var client = await context.SignerAsync(ct);
        var app = context.Get(App) is { } text
            ? Address.Parse(text)
            : context.Project.DeployedAddress(ResourceKind.App, client.Chain.Id) ?? throw new UserException("which app? Give its address");
        var request = new RunRequest(app, Rlc.Parse(context.Get(MaxPrice) ?? "1 RLC"))
        {
            Dataset = context.Get(Dataset) is { } dataset ? Address.Parse(dataset) : Address.Zero,
            Workerpool = context.Get(Workerpool) is { } pool ? Address.Parse(pool) : Address.Zero,
            Category = context.Get(Category),
            Trust = context.Get(Trust),
            Tag = Protocol.Tag.Parse(context.Get(Tag)!),
            Params = context.Get(Params) ?? new DealParams { Args = context.Get(Args) }.ToText(),
        };
        var target = context.Chose(Download) ? context.Get(Download) ?? "./" : null;
        if (target is not null)
            ResultPath.Prepare(target);
        var quote = await client.Runs.QuoteAsync(request, ct);
        context.ConfirmPrice(quote, MaxPrice);
        var run = await client.Runs.BuyAsync(quote, ct);
        context.Progress($"deal {run.Deal} made, task {run.Task}");
        if (!context.Get(Watch))
        {
            context.Ok(RunFields.Of(run), $"follow it with: iexec task show {run.Task} --watch --download");
            return;
        }
        try
        {
            await WatchAsync(context, run, target, ct);
        }
        catch (OperationCanceledException e)
        {
            throw new SpentException(run, e);
        }
    }

    private static async Task WatchAsync(CommandContext context, Run run, string? target, CancellationToken ct)
    {
        var (task, report) = await run.WatchAsync(run.Task, new TaskProgress(context), ct);
        if (task.Status != ChainTaskStatus.Completed)
        {
            var status = task.Status.ToString().ToUpperInvariant();
            throw new SpentException(run, new UserException($"task {run.Task} is {status}: what was paid is refunded"));
        }
        var file = target is null ? null : await run.DownloadAsync(run.Task, target, ct);
        // A failure of the app that the workers agreed on is a result too.
        var fields = RunFields.Of(run).Concat(new Dictionary<string, object?>
        {
            ["status"] = "COMPLETED",
            ["reason"] = report?.Reason,
            ["resultDigest"] = task.ResultDigest,
            ["resultFile"] = file,
        });
        var words = (report is null ? "" : $", {report.Reason}") + (file is null ? "" : $": {file}");
        context.Ok(fields.ToDictionary(), $"task {run.Task} COMPLETED{words}");
    }
}
