using System.CommandLine;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary><c>iexec orderbook …</c></summary>
internal static class OrderbookCommands
{
    private static readonly Argument<string> AppArgument = new("app") { Description = "the app's address" };
    private static readonly Argument<string> DatasetArgument = new("dataset") { Description = "the dataset's address" };
    private static readonly Argument<string?> PoolArgument = new("workerpool") { Description = "only this workerpool", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string?> RequesterArgument = new("requester") { Description = "only this requester", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<ulong?> Category = new("--category") { Description = "only this category" };

    public static Command Create() => CommandExtensions.Group(
        "orderbook",
        "open orders of the market, best first",
        new Command("app", "who sells runs of an app").Does(
            (context, ct) => ShowAsync<AppOrder>(
                context, new() { App = Address.Parse(context.Get(AppArgument)), AnyRestriction = true },
                o => $"{o.AppPrice} a task", ct),
            AppArgument),
        new Command("dataset", "who sells uses of a dataset").Does(
            (context, ct) => ShowAsync<DatasetOrder>(
                context, new() { Dataset = Address.Parse(context.Get(DatasetArgument)), AnyRestriction = true },
                o => $"{o.DatasetPrice} a task", ct),
            DatasetArgument),
        new Command("workerpool", "who sells computing").Does(
            (context, ct) => ShowAsync<WorkerpoolOrder>(
                context, new() { Workerpool = Optional(context.Get(PoolArgument)), Category = context.Get(Category), AnyRestriction = true },
                o => $"{o.WorkerpoolPrice} a task, category {o.Category}, trust {o.Trust}, workerpool {o.Workerpool}", ct),
            PoolArgument, Category),
        new Command("requester", "who asks for computing").Does(
            (context, ct) => ShowAsync<RequestOrder>(
                context, new() { Requester = Optional(context.Get(RequesterArgument)), Category = context.Get(Category), AnyRestriction = true },
                o => $"up to {o.WorkerpoolMaxPrice} a task, category {o.Category}, trust {o.Trust}, app {o.App}", ct),
            RequesterArgument, Category));

    private static async Task ShowAsync<T>(CommandContext context, OrderQuery query, Func<T, string> describe, CancellationToken ct) where T : IOrder
    {
        var page = await context.Reader.Market.OrdersAsync<T>(query, ct);
        context.Table(
            new { count = page.Count, orders = page.Orders },
            $"{page.Count} open order(s)",
            page.Orders.Select(o => (o.OrderHash.ToString(), $"{describe(o.Order)}, {o.Remaining} left")));
    }

    private static Address? Optional(string? text) => text is null ? null : Address.Parse(text);
}
