using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>One bad thing of a stranger delays nobody.</summary>
[Trait("Category", "Integration")]
public sealed class BadItemTests(MarketNetwork network) : IClassFixture<MarketNetwork>, IDisposable
{
    public void Dispose() => network.Node.Hangs.Clear();

    [Fact]
    public async Task A_hundred_orders_that_can_not_be_looked_at_delay_no_other_and_are_told()
    {
        var net = network.Required();
        for (var i = 0; i < 3; i++)
        {
            var stranger = await net.AccountAsync();
            var bad = await net.AppAsync(stranger);
            for (var n = 0; n < 40; n++)
                await net.Market.PublishAsync(net.AppOrder(bad, stranger), stranger, default);
            net.Node.Hangs[Text(bad)] = false;
        }
        var (seller, requester) = (await net.AccountAsync(stake: 1000), await net.AccountAsync(stake: 1000));
        var (app, pool) = (await net.AppAsync(seller), await net.PoolAsync(seller));
        var (apporder, poolorder, request) = (net.AppOrder(app, seller), net.PoolOrder(pool, seller), net.RequestOrder(app, requester));
        await net.Market.PublishAsync(apporder, seller, default);
        await net.Market.PublishAsync(poolorder, seller, default);
        await net.Market.PublishAsync(request, requester, default);

        // At its start a market looks at all orders.
        await net.StopAsync();
        await net.StartAsync();
        await net.SendAsync(requester.Address, new HubCalls(net.Contracts.Hub).MatchOrders(apporder, null, poolorder, request));
        await net.UntilAsync(request, o => o.Status == OrderStatus.Filled);
        await net.UntilAsync(apporder, o => o.Status == OrderStatus.Filled);

        var health = await HealthAsync(net, h => h.Contains("120 orders cannot be handled now", StringComparison.Ordinal));
        Assert.Contains("missing trie node", health, StringComparison.Ordinal);
        var metrics = await net.Http.GetStringAsync(new Uri(net.Url, "/metrics/prometheus"));
        Assert.Matches("iexec_market_failing{[^}]*what=\"orders\"[^}]*} 120", metrics);
        net.Node.Hangs.Clear();
        net.PutClockForward(TimeSpan.FromMinutes(10));
        await HealthAsync(net, h => !h.Contains("orders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deal_whose_read_hangs_delays_no_other_and_shows_once_it_can_be_read()
    {
        var net = network.Required();
        var (seller, requester) = (await net.AccountAsync(stake: 1000), await net.AccountAsync(stake: 1000));
        var (app, pool) = (await net.AppAsync(seller), await net.PoolAsync(seller));
        var (apporder, poolorder) = (net.AppOrder(app, seller), net.PoolOrder(pool, seller));
        var (bad, good) = (net.RequestOrder(app, requester, volume: 1), net.RequestOrder(app, requester, volume: 1));
        net.Node.Hangs[DealId.Of(bad.Hash(net.Domain), 0).ToString()[2..]] = true;

        foreach (var request in new[] { bad, good })
            await net.SendAsync(requester.Address, new HubCalls(net.Contracts.Hub).MatchOrders(apporder, null, poolorder, request));

        await DealsAsync(net, requester, 1);
        net.Node.Hangs.Clear();
        await DealsAsync(net, requester, 2);
    }

    [Fact]
    public async Task A_deal_whose_params_are_no_UTF8_is_shown_with_the_odd_bytes_replaced()
    {
        var net = network.Required();
        var (seller, requester) = (await net.AccountAsync(stake: 1000), await net.AccountAsync(stake: 1000));
        var (app, pool) = (await net.AppAsync(seller), await net.PoolAsync(seller));
        var request = net.RequestOrder(app, requester, volume: 1, text: "odd bytes");
        var hub = new HubCalls(net.Contracts.Hub);
        await net.SendAsync(requester.Address, Odd(hub.ManageOrder(request, OrderOperation.Sign)));
        var match = hub.MatchOrders(net.AppOrder(app, seller), null, net.PoolOrder(pool, seller), request with { Sign = [] });
        await net.SendAsync(requester.Address, Odd(match));

        Assert.Equal("odd \uFFFD\uFFFDtes", (await DealsAsync(net, requester, 1))[0].Params);
    }

    // What a hub takes and C# can not write: params that are no text.
    private static ContractCall Odd(ContractCall call)
    {
        var data = call.Data.ToArray();
        var at = data.AsSpan().IndexOf("odd bytes"u8);
        (data[at + 4], data[at + 5]) = (0xff, 0xfe);
        return call with { Data = data };
    }

    private static string Text(Address address) => Hex.Encode(address.ToBytes())[2..];

    private static async Task<IReadOnlyList<PublishedDeal>> DealsAsync(MarketNetwork net, PrivateKey requester, ulong count) =>
        (await MarketNetwork.UntilAsync(
            () => net.Market.DealsAsync(new() { Requester = requester.Address }, default), page => page.Count == count)).Deals;

    private static Task<string> HealthAsync(MarketNetwork net, Func<string, bool> condition) =>
        MarketNetwork.UntilAsync(() => net.Http.GetStringAsync(new Uri(net.Url, "/health")), condition);
}
