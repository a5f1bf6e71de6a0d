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
    private static readonly Option<string> MaxPrice = new("--max-price") { Description = "the most paid for a task, each to app, dataset and workerpool", DefaultValueFactory = _ => "1 RLC" };
    private static readonly Option<string?> Params = new("--params") { Description = "all parameters as JSON, in place of --args" };
    private static readonly Option<bool> Watch = new("--watch") { Description = "wait until it is over" };
    private static readonly Option<string?> Download = new("--download") { Description = "with --watch: save the result", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create() => new Command("run", "run an app: buy it, and the computing, from the market's best orders").Does(
        RunAsync, App, Args, Dataset, Workerpool, Category, Trust, Tag, MaxPrice, Params, Watch, Download);

    private static async Task RunAsync(CommandContext context, CancellationToken ct)
    {
        var client = await context.SignerAsync(ct);
        var app = context.Get(App) is { } text
            ? Address.Parse(text)
            : context.Project.DeployedAddress(ResourceKind.App, client.Chain.Id) ?? throw new UserException("which app? Give its address");
        var most = Rlc.Parse(context.Get(MaxPrice)!);
        var request = OrderTemplates.Request(app, client.Key.Address) with
        {
            AppMaxPrice = most,
            Dataset = context.Get(Dataset) is { } dataset ? Address.Parse(dataset) : Address.Zero,
            DatasetMaxPrice = context.Get(Dataset) is null ? Rlc.Zero : most,
            Workerpool = context.Get(Workerpool) is { } pool ? Address.Parse(pool) : Address.Zero,
            WorkerpoolMaxPrice = most,
            Category = context.Get(Category),
            Trust = context.Get(Trust),
            Tag = Protocol.Tag.Parse(context.Get(Tag)!),
            Params = context.Get(Params) ?? new DealParams { Args = context.Get(Args) }.ToText(),
            Salt = Orders.NewSalt(),
        };
        var best = (await client.Orders.ExplainAsync(request, ct)).Best();
        context.Confirm($"Pay {best.Price} for a run of {app} on workerpool {best.Workerpool.Workerpool}?");
        var (dealId, volume, tx) = await client.Orders.FillAsync(
            best.App, best.Dataset, best.Workerpool, request.SignWith(client.Key, client.Domain), ct);
        var deal = await client.History.DealAsync(dealId, ct);
        var taskId = deal.TaskIds().First();
        context.Progress($"deal {dealId} made, task {taskId}");
        if (!context.Get(Watch))
        {
            context.Ok(new { dealid = dealId, volume, txHash = tx, tasks = new[] { taskId } }, $"follow it with: iexec task show {taskId} --watch --download");
            return;
        }
        var task = await client.History.WatchAsync(deal, taskId, new TaskProgress(context), ct);
        if (task.Status != ChainTaskStatus.Completed)
            throw new UserException($"task {taskId} is {task.Status.ToString().ToUpperInvariant()}: what was paid is refunded");
        var file = context.Chose(Download) ? Path.GetFullPath(context.Get(Download) ?? $"{taskId}.zip") : null;
        if (file is not null)
            await client.Results.DownloadAsync(taskId, file, ct);
        // A failure of the app that the workers agreed on is a result too.
        var reason = (await client.History.ReportAsync(deal, taskId, ct))?.Reason;
        context.Ok(
            new { dealid = dealId, volume, txHash = tx, tasks = new[] { taskId }, status = "COMPLETED", reason, resultDigest = task.ResultDigest, resultFile = file },
            $"task {taskId} COMPLETED{(reason is null ? "" : $", {reason}")}{(file is null ? "" : $": {file}")}");
    }
}
