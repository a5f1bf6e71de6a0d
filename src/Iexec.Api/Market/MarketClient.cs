using System.Runtime.CompilerServices;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>Talks to a market (published interface).</summary>
/// <param name="http">The connection.</param>
/// <param name="url">The market's address.</param>
/// <param name="chainId">The chain whose orders are meant.</param>
public sealed class MarketClient(HttpClient http, Uri url, ulong chainId)
{
    // A market that never ends a list is not believed for ever.
    private const int MostPages = 1000;

    /// <summary>Publishes a signed order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="key">Its signer, who logs in.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ApiException">The market refuses it; the message says why.</exception>
    public async Task<PublishedOrder<T>> PublishAsync<T>(T order, PrivateKey key, CancellationToken ct) where T : IOrder
    {
        var reply = await http.SendAsync<PublishReply<T>>(
            HttpMethod.Post, Endpoint(PathOf<T>()), new PublishRequest<T>(order), await LogInAsync(key, ct), ct);
        return reply.Published;
    }

    /// <summary>Takes a published order back; its signature stays valid until it is closed on chain.</summary>
    public async Task<IReadOnlyList<OrderHash>> UnpublishAsync<T>(OrderHash hash, PrivateKey key, CancellationToken ct) where T : IOrder
    {
        var reply = await http.SendAsync<UnpublishReply>(
            HttpMethod.Put, Endpoint(PathOf<T>()), new UnpublishRequest(OrderHash: hash), await LogInAsync(key, ct), ct);
        return reply.Unpublished;
    }

    /// <summary>Open orders, best first.</summary>
    public Task<OrderPage<T>> OrdersAsync<T>(OrderQuery query, CancellationToken ct) where T : IOrder =>
        http.SendAsync<OrderPage<T>>(HttpMethod.Get, new Uri(url, PathOf<T>() + query.ToQueryString(chainId, KindOf<T>())), null, null, ct);

    /// <summary>All open orders of a query, best first, page after page, whatever page it names. End it when there are enough.</summary>
    public async IAsyncEnumerable<PublishedOrder<T>> AllOrdersAsync<T>(OrderQuery query, [EnumeratorCancellation] CancellationToken ct)
        where T : IOrder
    {
        // Requests may be as large as a market takes them; a page must fit into one answer.
        var size = KindOf<T>() == OrderKind.Request ? 100 : 1000;
        for (var index = 0; index < MostPages; index++)
        {
            var page = await OrdersAsync<T>(query with { PageIndex = index, PageSize = size }, ct);
            foreach (var order in page.Orders)
                yield return order;
            if (page.NextPage is null)
                yield break;
        }
    }

    /// <summary>A published order, whatever its status.</summary>
    public Task<PublishedOrder<T>> OrderAsync<T>(OrderHash hash, CancellationToken ct) where T : IOrder =>
        http.SendAsync<PublishedOrder<T>>(HttpMethod.Get, Endpoint($"{PathOf<T>()}/{hash}"), null, null, ct);

    /// <summary>Says where a pool's scheduler is; the entry's signature is the pool owner's.</summary>
    /// <exception cref="ApiException">The market refuses it; the message says why.</exception>
    public async Task SetSchedulerAsync(Address workerpool, SchedulerEntry entry, CancellationToken ct) =>
        await http.SendAsync<OkReply>(HttpMethod.Put, SchedulerOf(workerpool), entry, null, ct);

    /// <summary>Where a pool's scheduler is, as a market says: ask <see cref="SchedulerEntry.Refusal"/> before it is believed.</summary>
    public Task<SchedulerEntry> SchedulerAsync(Address workerpool, CancellationToken ct) =>
        http.SendAsync<SchedulerEntry>(HttpMethod.Get, SchedulerOf(workerpool), null, null, ct);

    /// <summary>Deals, newest first.</summary>
    public Task<DealPage> DealsAsync(DealQuery query, CancellationToken ct) =>
        http.SendAsync<DealPage>(HttpMethod.Get, new Uri(url, "/deals" + query.ToQueryString(chainId)), null, null, ct);

    /// <summary>A deal.</summary>
    public Task<PublishedDeal> DealAsync(DealId deal, CancellationToken ct) =>
        http.SendAsync<PublishedDeal>(HttpMethod.Get, Endpoint($"/deals/{deal}"), null, null, ct);

    /// <summary>The prices of a category's newest deals.</summary>
    public Task<Prices> PricesAsync(ulong category, CancellationToken ct) =>
        http.SendAsync<Prices>(HttpMethod.Get, new Uri(url, $"/ohlc?chainId={chainId}&category={category}"), null, null, ct);

    /// <summary>The hub's categories, shortest first.</summary>
    public Task<CategoryPage> CategoriesAsync(CancellationToken ct) =>
        http.SendAsync<CategoryPage>(HttpMethod.Get, new Uri(url, $"/categories?chainId={chainId}&pageSize=1000"), null, null, ct);

    /// <summary>How large the book is.</summary>
    public Task<BookSize> SizeAsync(CancellationToken ct) => http.SendAsync<BookSize>(HttpMethod.Get, Endpoint("/metrics"), null, null, ct);

    private async Task<string> LogInAsync(PrivateKey key, CancellationToken ct)
    {
        var reply = await http.SendAsync<ChallengeReply>(
            HttpMethod.Get, new Uri(url, $"/challenge?chainId={chainId}&address={key.Address}"), null, null, ct);
        return MarketAuthorization.Sign(key, chainId, MarketAuthorization.ReadChallenge(reply.Data));
    }

    private Uri SchedulerOf(Address workerpool) => new(url, $"/{chainId}/workerpools/{workerpool}");

    private Uri Endpoint(string path) => new(url, $"{path}?chainId={chainId}");

    private static OrderKind KindOf<T>() =>
        typeof(T) == typeof(AppOrder) ? OrderKind.App
        : typeof(T) == typeof(DatasetOrder) ? OrderKind.Dataset
        : typeof(T) == typeof(WorkerpoolOrder) ? OrderKind.Workerpool
        : OrderKind.Request;

    private static string PathOf<T>() => $"/{KindOf<T>().ToString().ToLowerInvariant()}orders";
}
