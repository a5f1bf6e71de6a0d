using System.CommandLine;
using System.Text.Json.Nodes;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary>One of the four kinds of orders, as the <c>order</c> commands handle it.</summary>
internal interface IOrderChoice
{
    /// <summary>Its name in the files, e.g. <c>apporder</c>.</summary>
    string Name { get; }

    /// <summary>The option that chooses it, optionally with an order hash.</summary>
    Option<string?> Option { get; }

    OrderHash Sign(CommandContext context, IexecClient client);

    Task<OrderHash> PublishAsync(CommandContext context, IexecClient client, CancellationToken ct);

    Task<Bytes32> CancelAsync(CommandContext context, IexecClient client, CancellationToken ct);

    Task ShowAsync(CommandContext context, IexecClient client, CancellationToken ct);
}

/// <inheritdoc cref="IOrderChoice"/>
internal sealed class OrderChoice<T>(string kind, Func<T, IexecClient, T> sign) : IOrderChoice where T : IOrder
{
    public string Name => $"{kind}order";

    public Option<string?> Option { get; } = new($"--{kind}") { Description = $"the {kind} order; with a hash, the published one", Arity = ArgumentArity.ZeroOrOne };

    public OrderHash Sign(CommandContext context, IexecClient client)
    {
        var section = context.Project.Section("order", "run 'iexec order init' first");
        var order = section[Name] switch
        {
            JsonObject fields => fields,
            null => throw new UserException($"iexec.json has no order.{Name}: run 'iexec order init {Option.Name}' first"),
            _ => throw new UserException($"iexec.json: order.{Name} is malformed: it must be an object"),
        };
        var signed = sign(OrderTemplates.FromSection<T>(Name, order), client);
        context.Project.SetSignedOrder(client.Chain.Id, Name, signed);
        return signed.Hash(client.Domain);
    }

    public Task<OrderHash> PublishAsync(CommandContext context, IexecClient client, CancellationToken ct) =>
        client.Orders.PublishAsync(SignedHere(context, client), ct);

    public Task<Bytes32> CancelAsync(CommandContext context, IexecClient client, CancellationToken ct) =>
        client.Orders.CancelAsync(SignedHere(context, client), ct);

    public async Task ShowAsync(CommandContext context, IexecClient client, CancellationToken ct)
    {
        var hash = context.Get(Option) is { } text ? OrderHash.Parse(text) : SignedHere(context, client).Hash(client.Domain);
        var published = await client.Market.OrderAsync<T>(hash, ct);
        context.Table(
            new Dictionary<string, object> { [Name] = published },
            $"{Name} {hash}",
            [
                ("status", published.Status.ToString().ToLowerInvariant()),
                ("remaining", $"{published.Remaining} of {published.Order.Volume}"),
                ("signer", published.Signer.ToString()),
                .. OrderTemplates.ToSection(published.Order).Select(f => (f.Key, f.Value?.ToString() ?? "")),
            ]);
    }

    /// <summary>The order that <c>fill</c> means: the published one of the hash given, or the one signed here.</summary>
    public async Task<T> FindAsync(CommandContext context, IexecClient client, CancellationToken ct) =>
        context.Get(Option) is { } hash
            ? (await client.Market.OrderAsync<T>(OrderHash.Parse(hash), ct)).Order
            : SignedHere(context, client);

    private T SignedHere(CommandContext context, IexecClient client) => context.Project.SignedOrder<T>(client.Chain.Id, Name);
}
