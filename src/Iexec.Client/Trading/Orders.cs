using System.Security.Cryptography;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>Signing, publishing, closing, matching and explaining orders.</summary>
/// <param name="client">The client.</param>
public sealed class Orders(IexecClient client)
{
    /// <summary>A new salt.</summary>
    public static Bytes32 NewSalt() => Bytes32.FromBytes(RandomNumberGenerator.GetBytes(32));

    /// <summary>Publishes an order in the market; the wallet must be its signer.</summary>
    /// <returns>The order's hash.</returns>
    public async Task<OrderHash> PublishAsync<T>(T order, CancellationToken ct) where T : IOrder =>
        (await client.Market.PublishAsync(order, client.Key, ct)).OrderHash;

    /// <summary>Closes an order on chain: no volume is left, wherever copies of it are.</summary>
    public async Task<Bytes32> CancelAsync(IOrder order, CancellationToken ct) =>
        (await client.SendAsync(client.Calls.ManageOrder(order, OrderOperation.Close), "cancel", ct)).Hash;

    /// <summary>Makes a deal of orders.</summary>
    /// <exception cref="UserException">A rule of the match is broken, or the requester's escrow is too small.</exception>
    public async Task<(DealId Deal, ulong Volume, Bytes32 Transaction)> FillAsync(
        AppOrder app, DatasetOrder? dataset, WorkerpoolOrder pool, RequestOrder request, CancellationToken ct)
    {
        var broken = MatchRules.Broken(new(app, dataset, pool, request)).ToList();
        if (broken.Count > 0)
            throw new UserException($"the orders do not match: {string.Join("; ", broken.Select(b => b.Sentence))}");
        await CheckEscrowAsync(app, dataset, pool, request, ct);
        var sent = await client.SendAsync(client.Calls.MatchOrders(app, dataset, pool, request), "match", ct);
        var matched = sent.Receipt.Logs.Where(l => l.Address == client.Chain.Hub).Select(HubEvents.Decode).OfType<OrdersMatched>().Single();
        return (matched.Deal, matched.Volume, sent.Hash);
    }

    /// <summary>Which open orders would match a request, and which rule refuses each of the others.</summary>
    /// <param name="request">The request; it need not be signed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<MatchExplanation> ExplainAsync(RequestOrder request, CancellationToken ct)
    {
        var apps = await client.Market.OrdersAsync<AppOrder>(new() { App = request.App, AnyRestriction = true }, ct);
        var pools = await client.Market.OrdersAsync<WorkerpoolOrder>(new() { AnyRestriction = true }, ct);
        IReadOnlyList<PublishedOrder<DatasetOrder>?> datasets = [null];
        if (request.Dataset != Address.Zero)
            datasets = (await client.Market.OrdersAsync<DatasetOrder>(new() { Dataset = request.Dataset, AnyRestriction = true }, ct)).Orders;
        return MatchExplanation.Of(request, [.. apps.Orders], datasets, [.. pools.Orders]);
    }

    private async Task CheckEscrowAsync(AppOrder app, DatasetOrder? dataset, WorkerpoolOrder pool, RequestOrder request, CancellationToken ct)
    {
        var price = app.AppPrice + (dataset?.DatasetPrice ?? Rlc.Zero) + pool.WorkerpoolPrice;
        var account = await client.Hub.ViewAccountAsync(request.Requester, ct);
        if (account.Stake < price)
            throw new UserException($"one task costs {price}, but {request.Requester} has {account.Stake} in its account: deposit with 'iexec account deposit'");
    }
}
