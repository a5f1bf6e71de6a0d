using System.CommandLine;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary><c>iexec order …</c></summary>
internal static class OrderCommands
{
    private static readonly OrderChoice<AppOrder> App = new("app", (o, c) => o.SignWith(c.Key, c.Domain));
    private static readonly OrderChoice<DatasetOrder> Dataset = new("dataset", (o, c) => o.SignWith(c.Key, c.Domain));
    private static readonly OrderChoice<WorkerpoolOrder> Workerpool = new("workerpool", (o, c) => o.SignWith(c.Key, c.Domain));
    private static readonly OrderChoice<RequestOrder> Request = new("request", (o, c) => c.Orders.Sign(o));
    private static readonly IOrderChoice[] All = [App, Dataset, Workerpool, Request];
    private static readonly Option<string?> Params = new("--params") { Description = "the run's parameters, in place of a signed request order's" };
    private static readonly Option<string?> MaxPrice = new("--max-price")
    {
        Description = "the most that one task may cost, all parts together",
    };

    public static Command Create() => CommandExtensions.Group(
        "order",
        "orders: sign them, publish them, match them",
        new Command("init", "write templates of orders to iexec.json").Does(InitAsync, Options()),
        ForEach("sign", "sign orders of iexec.json into orders.json", (choice, context, client, _) =>
        {
            var hash = choice.Sign(context, client);
            context.Ok(new Dictionary<string, object> { [choice.Name] = new { orderHash = hash } }, $"{choice.Name} signed: {hash}");
            return Task.CompletedTask;
        }),
        ForEach("publish", "publish signed orders in the market", async (choice, context, client, ct) =>
        {
            context.Confirm($"Publish the {choice.Name} of orders.json?");
            var hash = await choice.PublishAsync(context, client, ct);
            context.Ok(new Dictionary<string, object> { [choice.Name] = new { orderHash = hash } }, $"{choice.Name} published: {hash}");
        }),
        ForEach("cancel", "close signed orders on chain, for good", async (choice, context, client, ct) =>
        {
            context.Confirm($"Close the {choice.Name} of orders.json on chain, for good?");
            var tx = await choice.CancelAsync(context, client, ct);
            context.Ok(new Dictionary<string, object> { [choice.Name] = new { txHash = tx } }, $"{choice.Name} closed ({tx})");
        }),
        new Command("show", "show a published order, by --app <hash> and so on").Does(ShowAsync, Options()),
        new Command("fill", "match orders into a deal: signed ones here, or published ones by hash").Does(
            FillAsync, [.. Options(), Params, MaxPrice]));

    private static Symbol[] Options() => [.. All.Select(c => c.Option)];

    private static Command ForEach(string name, string description, Func<IOrderChoice, CommandContext, IexecClient, CancellationToken, Task> action) =>
        new Command(name, description).Does(
            async (context, ct) =>
            {
                var chosen = All.Where(context.Chose).ToList();
                if (chosen.Count == 0)
                    throw new UserException($"which orders? Name them: {string.Join(", ", All.Select(c => c.Option.Name))}");
                var client = await context.SignerAsync(ct);
                foreach (var choice in chosen)
                    await action(choice, context, client, ct);
            },
            Options());

    private static Task InitAsync(CommandContext context, CancellationToken ct)
    {
        var chain = context.Chain.Id;
        var wallet = context.Wallets.Address();
        var chosen = All.Where(context.Chose).ToList();
        foreach (var choice in chosen is [] ? All : [.. chosen])
        {
            Address Deployed(ResourceKind kind) => context.Project.DeployedAddress(kind, chain) ?? Address.Zero;
            IOrder order = choice == App ? OrderTemplates.App(Deployed(ResourceKind.App))
                : choice == Dataset ? OrderTemplates.Dataset(Deployed(ResourceKind.Dataset))
                : choice == Workerpool ? OrderTemplates.Workerpool(Deployed(ResourceKind.Workerpool))
                : OrderTemplates.Request(Deployed(ResourceKind.App), wallet);
            var section = OrderTemplates.ToSection(order);
            context.Project.SetSection("order", choice.Name, section);
            context.Ok(new Dictionary<string, object> { [choice.Name] = section }, $"iexec.json holds the {choice.Name} now: edit it, then 'iexec order sign'");
        }
        return Task.CompletedTask;
    }

    private static async Task ShowAsync(CommandContext context, CancellationToken ct)
    {
        var chosen = All.Where(context.Chose).ToList();
        if (chosen.Count == 0)
            throw new UserException($"which order? Give its hash: {string.Join(", ", All.Select(c => c.Option.Name + " <hash>"))}");
        foreach (var choice in chosen)
            await choice.ShowAsync(context, context.Reader, ct);
    }

    private static async Task FillAsync(CommandContext context, CancellationToken ct)
    {
        var client = await context.SignerAsync(ct);
        var app = await App.FindAsync(context, client, ct);
        var pool = await Workerpool.FindAsync(context, client, ct);
        var given = context.Get(Params) is null ? await Request.FindAsync(context, client, ct) : null;
        var needsDataset = context.Chose(Dataset) || (given is not null && given.Dataset != Address.Zero);
        var dataset = needsDataset ? await Dataset.FindAsync(context, client, ct) : null;
        var request = given ?? OrderTemplates.Request(app.App, client.Key.Address) with
        {
            AppMaxPrice = app.AppPrice,
            Dataset = dataset?.Dataset ?? Address.Zero,
            DatasetMaxPrice = dataset?.DatasetPrice ?? Rlc.Zero,
            Workerpool = pool.Workerpool,
            WorkerpoolMaxPrice = pool.WorkerpoolPrice,
            Category = pool.Category,
            Tag = app.Tag,
            Params = context.Get(Params)!,
            Salt = Orders.NewSalt(),
        };
        var terms = await client.Orders.TermsAsync(new(app, dataset, pool, request), ct);
        context.ConfirmPrice(terms, MaxPrice);
        var run = given is null ? await client.Runs.BuyAsync(terms, ct) : await client.Orders.FillAsync(terms, ct);
        context.Ok(RunFields.Of(run), $"deal {run.Deal} made: {run.Volume} task(s) ({run.Transaction})");
    }
}
