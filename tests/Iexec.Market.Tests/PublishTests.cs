using System.Net;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Market.Tests;

[Trait("Category", "Integration")]
public sealed class PublishTests(MarketNetwork network) : IClassFixture<MarketNetwork>
{
    private readonly MarketNetwork _network = network;

    [Fact]
    public async Task All_four_kinds_are_published_found_and_taken_back()
    {
        var net = _network.Required();
        var (seller, requester) = (await net.AccountAsync(stake: 1000), await net.AccountAsync(stake: 1000));
        var (app, dataset, pool) = (await net.AppAsync(seller), await net.DatasetAsync(seller), await net.PoolAsync(seller));
        await CheckAsync(net.AppOrder(app, seller), seller, new() { App = app });
        await CheckAsync(net.DatasetOrder(dataset, seller), seller, new() { Dataset = dataset });
        await CheckAsync(net.PoolOrder(pool, seller), seller, new() { Workerpool = pool, Category = 0 });
        await net.Market.PublishAsync(net.AppOrder(app, seller), seller, default);
        await net.Market.PublishAsync(net.DatasetOrder(dataset, seller), seller, default);
        await CheckAsync(net.RequestOrder(app, requester, dataset: dataset), requester, new() { Requester = requester.Address });

        async Task CheckAsync<T>(T order, PrivateKey key, OrderQuery query) where T : IOrder
        {
            var hash = order.Hash(net.Domain);
            var published = await net.Market.PublishAsync(order, key, default);
            Assert.Equal((hash, OrderStatus.Open, 10UL, key.Address, 31337UL), (published.OrderHash, published.Status, published.Remaining, published.Signer, published.ChainId));
            var listed = Assert.Single((await net.Market.OrdersAsync<T>(query, default)).Orders);
            Assert.Equal(hash, listed.Order.Hash(net.Domain));
            Assert.Equal(order.Sign, listed.Order.Sign);
            Assert.Equal([hash], await net.Market.UnpublishAsync<T>(hash, key, default));
            Assert.Empty((await net.Market.OrdersAsync<T>(query, default)).Orders);
        }
    }

    [Theory]
    [InlineData("{\"iexec_args\":\"--name \\\"Zoë\\\"\"}")]
    [InlineData("  spaces kept  ")]
    [InlineData("tab\tnul\0 é 日本 🚀 \u2028 </script>")]
    [InlineData("")]
    public async Task Params_keep_every_character(string text)
    {
        var net = _network.Required();
        var (seller, requester) = (await net.AccountAsync(), await net.AccountAsync(stake: 1000));
        var app = await net.AppAsync(seller);
        await net.Market.PublishAsync(net.AppOrder(app, seller), seller, default);
        var order = net.RequestOrder(app, requester, text: text);
        await net.Market.PublishAsync(order, requester, default);
        var read = await net.Market.OrderAsync<RequestOrder>(order.Hash(net.Domain), default);
        Assert.Equal(text, read.Order.Params);
        Assert.Equal(order.Hash(net.Domain), read.Order.Hash(net.Domain));
    }

    [Fact]
    public async Task An_order_of_another_or_signed_by_another_is_refused()
    {
        var net = _network.Required();
        var (owner, thief) = (await net.AccountAsync(), await net.AccountAsync());
        var app = await net.AppAsync(owner);
        await RefusedAsync(net.AppOrder(app, owner), thief, $"only {owner.Address} may publish");
        await RefusedAsync(net.AppOrder(app, thief), owner, $"not signed by {owner.Address}");
        await RefusedAsync(net.AppOrder(app, owner) with { AppPrice = new(2) }, owner, "not signed by");
        await RefusedAsync(net.AppOrder(app, owner) with { Sign = [1, 2, 3] }, owner, "not signed by");
        await RefusedAsync(net.AppOrder(owner.Address, owner), owner, "is not registered");
        // A dataset is no app.
        await RefusedAsync(net.AppOrder(await net.DatasetAsync(owner), owner), owner, "is not registered");
    }

    [Fact]
    public async Task A_presigned_order_needs_no_signature()
    {
        var net = _network.Required();
        var owner = await net.AccountAsync();
        var order = net.AppOrder(await net.AppAsync(owner), owner) with { Sign = [] };
        await RefusedAsync(order, owner, "not signed by");
        await net.SendAsync(owner.Address, new HubCalls(net.Contracts.Hub).ManageOrder(order, OrderOperation.Sign));
        Assert.Equal(OrderStatus.Open, (await net.Market.PublishAsync(order, owner, default)).Status);
    }

    [Fact]
    public async Task The_same_order_is_published_once_and_a_closed_one_not_at_all()
    {
        var net = _network.Required();
        var owner = await net.AccountAsync();
        var app = await net.AppAsync(owner);
        var order = net.AppOrder(app, owner);
        await net.Market.PublishAsync(order, owner, default);
        await RefusedAsync(order, owner, "is already published, its status is open");
        var closed = net.AppOrder(app, owner);
        await net.SendAsync(owner.Address, new HubCalls(net.Contracts.Hub).ManageOrder(closed, OrderOperation.Close));
        await RefusedAsync(closed, owner, "fully consumed or closed");
    }

    [Fact]
    public async Task Pools_and_requests_must_be_covered_by_stake()
    {
        var net = _network.Required();
        var (owner, requester) = (await net.AccountAsync(stake: 30), await net.AccountAsync(stake: 119));
        var (app, pool) = (await net.AppAsync(owner), await net.PoolAsync(owner));
        // 30% of 10 nRLC, ten times, is 30; of 11 nRLC as much, rounded down.
        await net.Market.PublishAsync(net.PoolOrder(pool, owner, price: 10), owner, default);
        await net.Market.PublishAsync(net.PoolOrder(pool, owner, price: 13), owner, default);
        await RefusedAsync(net.PoolOrder(pool, owner, price: 14), owner, "the order needs 40 nRLC");
        await net.Market.PublishAsync(net.AppOrder(app, owner), owner, default);
        await RefusedAsync(net.RequestOrder(app, requester), requester, "the order needs 120 nRLC");
        await net.Market.PublishAsync(net.RequestOrder(app, requester, volume: 9), requester, default);
    }

    [Fact]
    public async Task A_request_that_no_app_or_dataset_order_can_serve_is_refused()
    {
        var net = _network.Required();
        var (owner, requester) = (await net.AccountAsync(), await net.AccountAsync(stake: 10_000));
        var (app, dataset) = (await net.AppAsync(owner), await net.DatasetAsync(owner));
        await RefusedAsync(net.RequestOrder(app, requester), requester, $"no open app order sells app {app}");
        await net.Market.PublishAsync(net.AppOrder(app, owner, price: 2), owner, default);
        await RefusedAsync(net.RequestOrder(app, requester), requester, $"no open app order sells app {app}");
        await net.Market.PublishAsync(net.AppOrder(app, owner), owner, default);
        var tee = (net.RequestOrder(app, requester) with { Tag = Tag.FromNames(["tee"]) }).SignWith(requester, net.Domain);
        await RefusedAsync(tee, requester, "for a TEE");
        await RefusedAsync(net.RequestOrder(app, requester, dataset: dataset), requester, $"no open dataset order sells dataset {dataset}");
        await net.Market.PublishAsync(net.DatasetOrder(dataset, owner), owner, default);
        await net.Market.PublishAsync(net.RequestOrder(app, requester, dataset: dataset), requester, default);
    }

    [Fact]
    public async Task A_signer_has_at_most_fifty_open_orders_even_when_they_come_at_once()
    {
        var net = _network.Required();
        var owner = await net.AccountAsync();
        var app = await net.AppAsync(owner);
        var refusals = await Task.WhenAll(Enumerable.Range(0, 55).Select(_ => net.AppOrder(app, owner)).ToList()
            .Select(async o => await Record.ExceptionAsync(() => net.Market.PublishAsync(o, owner, default))));
        Assert.Equal(5, refusals.Count(e => e is ApiException { Status: HttpStatusCode.Forbidden }));
        Assert.All(refusals.OfType<Exception>(), e => Assert.Contains("has 50 open app orders", e.Message, StringComparison.Ordinal));
        Assert.Equal(50UL, (await net.Market.OrdersAsync<AppOrder>(new() { App = app }, default)).Count);
    }

    private async Task RefusedAsync<T>(T order, PrivateKey key, string why) where T : IOrder
    {
        var refusal = await Assert.ThrowsAsync<ApiException>(() => _network.Market.PublishAsync(order, key, default));
        Assert.Equal(HttpStatusCode.Forbidden, refusal.Status);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }
}
