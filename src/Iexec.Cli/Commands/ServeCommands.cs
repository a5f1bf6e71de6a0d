using System.CommandLine;
using Iexec.Hosting;
using Iexec.Market;
using Iexec.Protocol;
using Iexec.Results;
using Iexec.Scheduler;
using Microsoft.AspNetCore.Builder;

namespace Iexec.Cli;

/// <summary><c>iexec serve …</c>: one service, until Ctrl-C.</summary>
internal static class ServeCommands
{
    private static readonly Option<ulong> FirstBlock = new("--first-block") { Description = "the block the hub was deployed in" };
    private static readonly Option<int> Confirmations = new("--confirmations") { Description = "how many blocks must follow one before it is believed" };
    private static readonly Option<string> ResultStore = new("--results") { Description = "the result store's address", Required = true };
    private static readonly Option<string?> PublicUrl = new("--public-url") { Description = "where others reach the service, if not where it listens" };
    private static readonly Option<string> Price = new("--price") { Description = "price of a task", DefaultValueFactory = _ => "0.1 RLC" };
    private static readonly Option<ulong> Category = new("--category") { Description = "the category sold" };
    private static readonly Option<ulong> Trust = new("--trust") { Description = "the highest trust certified", DefaultValueFactory = _ => 10 };
    private static readonly Option<ulong> Volume = new("--volume") { Description = "tasks sold by one order", DefaultValueFactory = _ => 100 };

    public static Command Create() => CommandExtensions.Group(
        "serve",
        "run a service",
        new Command("results", "the result store and its gateway").Does(
            (context, ct) => RunAsync(context, ResultsService.Create(ServeOptions.Apply(context, new ResultsSettings
            {
                DataFolder = context.Get(ServeOptions.Data)!,
                ChainUrl = context.Chain.Host,
                Hub = context.Chain.Hub,
            })), ct),
            ServeOptions.With()),
        new Command("market", "the order book").Does(
            (context, ct) => RunAsync(context, MarketService.Create(ServeOptions.Apply(context, new MarketSettings
            {
                DataFolder = context.Get(ServeOptions.Data)!,
                ChainUrl = context.Chain.Host,
                Hub = context.Chain.Hub,
                ChainId = context.ChainId,
                FirstBlock = context.Get(FirstBlock),
                Confirmations = context.Get(Confirmations),
            })), ct),
            ServeOptions.With(FirstBlock, Confirmations)),
        new Command("scheduler", "a workerpool's scheduler; the wallet must own the pool").Does(
            async (context, ct) =>
            {
                using var key = await context.Wallets.UnlockAsync(ct);
                await RunAsync(context, SchedulerService.Create(ServeOptions.Apply(context, new SchedulerSettings
                {
                    DataFolder = context.Get(ServeOptions.Data)!,
                    ChainUrl = context.Chain.Host,
                    Hub = context.Chain.Hub,
                    Owner = key,
                    Workerpool = ServeOptions.PoolOf(context),
                    Market = ServeOptions.Need(context.Chain.IexecGateway, "iexecGateway"),
                    ResultStore = ServeOptions.Url(context.Get(ResultStore)!, "--results"),
                    PublicUrl = context.Get(PublicUrl) is { } url ? ServeOptions.Url(url, "--public-url") : null,
                    StartBlock = context.Get(FirstBlock),
                    Confirmations = context.Get(Confirmations),
                    Offer = new(Rlc.Parse(context.Get(Price)!), context.Get(Category), context.Get(Trust), context.Get(Volume)),
                })), ct);
            },
            ServeOptions.With(ServeOptions.Workerpool, ResultStore, PublicUrl, Price, Category, Trust, Volume, FirstBlock, Confirmations)));

    /// <summary>Runs a service until it is told to stop.</summary>
    public static async Task RunAsync(CommandContext context, WebApplication service, CancellationToken ct)
    {
        await using (service)
            await service.RunToEndAsync(() => context.Ok(new { url = service.ListenUrl() }, $"listening on {service.ListenUrl()}"), ct);
    }
}
