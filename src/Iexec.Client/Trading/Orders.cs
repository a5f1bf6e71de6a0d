using System.Text;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>Signing, publishing, closing, matching and explaining orders.</summary>
/// <param name="client">The client.</param>
public sealed class Orders(IexecClient client)
{
    /// <summary>A new salt.</summary>
    public static Bytes32 NewSalt() => Bytes32.FromBytes(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    /// <summary>Signs a request with the wallet, which will pay for it: once signed it can be matched by anyone who has it.</summary>
    /// <exception cref="UserException">Its parameters are not what a worker reads, or ask for what this network does not serve.</exception>
    public RequestOrder Sign(RequestOrder request)
    {
        Require(request.Tag, request, null);
        return request.SignWith(client.Key, client.Domain);
    }

    /// <summary>Publishes an order in the market; the wallet must be its signer.</summary>
    /// <returns>The order's hash.</returns>
    public async Task<OrderHash> PublishAsync<T>(T order, CancellationToken ct) where T : IOrder =>
        (await client.Market.PublishAsync(order, client.Key, ct)).OrderHash;

    /// <summary>Closes an order on chain: no volume is left, wherever copies of it are.</summary>
    public async Task<Bytes32> CancelAsync(IOrder order, CancellationToken ct) =>
        (await client.SendAsync(client.Calls.ManageOrder(order, OrderOperation.Close), "cancel", ct)).Hash;

    /// <summary>A published order: the very one that was asked for, and signed by who may sell it.</summary>
    /// <exception cref="UserException">What the market answers is not.</exception>
    public async Task<T> FindAsync<T>(OrderHash hash, CancellationToken ct) where T : IOrder
    {
        var order = (await client.Market.OrderAsync<T>(hash, ct)).Order;
        if (order.Hash(client.Domain) is var actual && actual != hash)
            throw new UserException($"the market was asked for order {hash}, but answers one that hashes to {actual}: do not trust it");
        if (await new OrderChecks(client).WhyNotSignedAsync(order, ct) is { } reason)
            throw new UserException(reason);
        return order;
    }

    /// <summary>Which open orders would match a request, and why others would not.</summary>
    /// <param name="request">The request; it need not be signed.</param>
    /// <param name="ct">Cancels.</param>
    public Task<MatchExplanation> ExplainAsync(RequestOrder request, CancellationToken ct) =>
        new MatchSearch(client, request).RunAsync(ct);

    /// <summary>What a deal of these orders would be and cost; to be shown, and then given to <see cref="FillAsync"/>.</summary>
    /// <exception cref="UserException">
    /// There would be none, or none that can be served: a rule of the match is broken, an order has no volume left, an account is too
    /// small, or the deal would ask for what its workerpool does not do.
    /// </exception>
    public async Task<DealTerms> TermsAsync(OrderSet orders, CancellationToken ct)
    {
        var broken = MatchRules.Broken(orders).Select(b => b.Sentence).ToList();
        if (broken.Count > 0)
            throw new UserException($"the orders do not match: {string.Join("; ", broken)}");
        var dataset = orders.Dataset is null ? null : (await client.Resources.DatasetAsync(orders.Data, ct)).Info;
        Require(orders.Tag, orders.Request, dataset);
        var terms = await PriceAsync(orders, ct);
        var account = await client.Hub.ViewAccountAsync(orders.Request.Requester, ct);
        if (account.Stake < terms.Total)
        {
            var cost = terms.Volume == 1 ? "one task costs" : $"{terms.Volume} tasks cost";
            throw new UserException(
                $"{cost} {terms.Total}, but {orders.Request.Requester} has "
                + $"{account.Stake} in its account: deposit with 'iexec account deposit'");
        }
        if (await new OrderChecks(client).StakeMissingAsync(orders.Pool, terms.Volume, ct) is { } missing)
            throw new UserException(missing);
        return terms;
    }

    /// <summary>Makes the deal.</summary>
    /// <param name="terms">Its terms, as they were shown.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <exception cref="SpentException">The deal was made, but then something failed.</exception>
    public async Task<Run> FillAsync(DealTerms terms, CancellationToken ct)
    {
        var (app, dataset, pool, request) = terms.Orders;
        var sent = await client.SendAsync(client.Calls.MatchOrders(app, dataset, pool, request), "match", ct);
        var events = sent.Receipt.Logs.Where(l => l.Address == client.Chain.Hub).Select(HubEvents.Decode);
        var matched = events.OfType<OrdersMatched>().FirstOrDefault()
            ?? throw new UserException($"the orders were matched by transaction {sent.Hash}, but the node's receipt of it shows no deal");
        return new(client, matched, terms.Consumed, sent.Hash);
    }

    // What this version's workers and stores do is what any pool is taken to do: neither market nor scheduler says more of one yet.
    private void Require(Tag tag, RequestOrder request, DatasetInfo? dataset)
    {
        var data = dataset is null ? [] : new[] { Encoding.UTF8.GetString(dataset.Multiaddr) };
        try
        {
            var parameters = DealParams.ParseStrictly(request.Params);
            var demands = Demands.Of(tag).Concat(Demands.Of(parameters)).Concat(Demands.OfCallback(request.Callback))
                .Concat(data.Concat(parameters.InputFiles ?? []).Select(Demands.OfData));
            var can = client.Chain.IpfsGateway is null ? Capabilities.Standard : Capabilities.Standard.With(Demands.IpfsData);
            var who = request.Workerpool == Address.Zero ? "this network" : $"workerpool {request.Workerpool}";
            if (can.Missing(demands, who) is { } missing)
                throw new UserException(missing);
        }
        catch (FormatException e)
        {
            throw new UserException(e.Message, e);
        }
    }

    private async Task<DealTerms> PriceAsync(OrderSet orders, CancellationToken ct)
    {
        var checks = new OrderChecks(client);
        var left = new List<ulong>();
        foreach (var order in new IOrder?[] { orders.App, orders.Dataset, orders.Pool, orders.Request }.OfType<IOrder>())
        {
            left.Add(await checks.RemainingAsync(order, ct));
            var kind = order.Kind.ToString().ToLowerInvariant();
            if (left[^1] == 0)
                throw new UserException($"the {kind} order {order.Hash(client.Domain)} is fully consumed or closed");
        }
        try
        {
            return new(orders, left.Min(), orders.Price * left.Min(), orders.Request.Volume - left[^1]);
        }
        catch (OverflowException)
        {
            throw new UserException($"{left.Min()} task(s) of these orders cost more RLC than there can be");
        }
    }
}
