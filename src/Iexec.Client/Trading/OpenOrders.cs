using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>
/// The market's open orders for a request. The market filters by all that a match needs but prices, so that what cannot match, free as it
/// may be, does not hide what can; and pages are followed.
/// </summary>
internal sealed class OpenOrders(IexecClient client, RequestOrder request, List<Refusal> refusals)
{
    private const int PageSize = 100;
    private const int MostPages = 10;

    private readonly MarketClient _market = client.Market;

    /// <summary>App orders that could serve the request, cheapest first.</summary>
    public async Task<IReadOnlyList<AppOrder>> AppsAsync(CancellationToken ct) =>
        [.. (await AllAsync<AppOrder>(Sellers(), ct)).OrderBy(o => o.AppPrice)];

    /// <summary>Dataset orders that could serve the request, cheapest first; one that is null when it asks for no dataset.</summary>
    public async Task<IReadOnlyList<DatasetOrder?>> DatasetsAsync(CancellationToken ct) => request.Dataset == Address.Zero
        ? [null]
        : [.. (await AllAsync<DatasetOrder>(Sellers(), ct)).OrderBy(o => o.DatasetPrice)];

    /// <summary>Workerpool orders that could serve the request, cheapest first.</summary>
    /// <param name="pool">Only this pool.</param>
    /// <param name="tag">What they must offer.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<WorkerpoolOrder>> PoolsAsync(Address pool, Tag tag, CancellationToken ct)
    {
        var query = new OrderQuery
        {
            Workerpool = NotZero(pool),
            App = request.App,
            Dataset = NotZero(request.Dataset),
            Requester = request.Requester,
            Category = request.Category,
            MinTrust = request.Trust,
            MinTag = tag,
            MinVolume = request.Volume,
        };
        return [.. (await AllAsync<WorkerpoolOrder>(query, ct)).OrderBy(o => o.WorkerpoolPrice)];
    }

    /// <summary>The best orders of the resources that the request names, whatever their terms, to say why they do not match.</summary>
    public async Task<(IReadOnlyList<AppOrder>, IReadOnlyList<DatasetOrder?>, IReadOnlyList<WorkerpoolOrder>)> AnyAsync(
        CancellationToken ct)
    {
        var all = new OrderQuery { AnyRestriction = true };
        var apps = await PageAsync<AppOrder>(all with { App = request.App }, ct);
        var pools = await PageAsync<WorkerpoolOrder>(all with { Workerpool = NotZero(request.Workerpool) }, ct);
        if (request.Dataset == Address.Zero)
            return (apps.Orders, [null], pools.Orders);
        return (apps.Orders, (await PageAsync<DatasetOrder>(all with { Dataset = request.Dataset }, ct)).Orders, pools.Orders);
    }

    // The market's filters can leave all restrictions open or none. These are orders of one owner, who hides with them only its own.
    private OrderQuery Sellers() => new()
    {
        App = request.App,
        Dataset = NotZero(request.Dataset),
        Workerpool = NotZero(request.Workerpool),
        Requester = request.Requester,
        MinVolume = request.Volume,
        AnyRestriction = request.Workerpool == Address.Zero,
    };

    private async Task<List<T>> AllAsync<T>(OrderQuery query, CancellationToken ct) where T : IOrder
    {
        var orders = new List<T>();
        for (var index = 0; index < MostPages; index++)
        {
            var (found, isLast) = await PageAsync<T>(query with { PageIndex = index }, ct);
            orders.AddRange(found);
            if (isLast)
                break;
        }
        return orders;
    }

    private async Task<(IReadOnlyList<T> Orders, bool IsLast)> PageAsync<T>(OrderQuery query, CancellationToken ct) where T : IOrder
    {
        var page = await _market.OrdersAsync<T>(query with { PageSize = PageSize }, ct);
        var orders = new List<T>();
        foreach (var published in page.Orders.Take(PageSize))
        {
            if (published.Order.Hash(client.Domain) is var actual && actual == published.OrderHash)
                orders.Add(published.Order);
            else
                refusals.Add(new($"order {published.OrderHash}", [$"what the market gives for it hashes to {actual}"]));
        }
        return (orders, page.NextPage is null);
    }

    private static Address? NotZero(Address address) => address == Address.Zero ? null : address;
}
