using System.Net.Http.Json;
using System.Text.Json;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Testing;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>What happens on chain shows in the book.</summary>
[Trait("Category", "Integration")]
public sealed class WatchTests(MarketNetwork network) : IClassFixture<MarketNetwork>
{
    private readonly MarketNetwork _network = network;

    private sealed record Book(PrivateKey Seller, PrivateKey Requester, AppOrder App, WorkerpoolOrder Pool, RequestOrder Request);

    [Fact]
    public async Task A_match_consumes_its_orders_and_shows_as_a_deal()
    {
        var net = _network.Required();
        var book = await PublishedAsync(net, requestVolume: 4);
        await net.SendAsync(book.Requester.Address, Match(net, book));
        Assert.Equal(6UL, (await net.UntilAsync(book.App, o => o.Remaining != 10)).Remaining);
        Assert.Equal(OrderStatus.Open, (await net.UntilAsync(book.Pool, o => o.Remaining == 6)).Status);
        Assert.Equal(0UL, (await net.UntilAsync(book.Request, o => o.Status == OrderStatus.Filled)).Remaining);

        var query = $"/deals?chainId={Anvil.ChainId}&requester={book.Requester.Address}&requestorderHash={book.Request.Hash(net.Domain)}";
        var deals = await MarketNetwork.UntilAsync(() => JsonAsync(net, query), d => d.GetProperty("count").GetInt32() == 1);
        var deal = deals.GetProperty("deals")[0];
        var id = DealId.Of(book.Request.Hash(net.Domain), 0);
        Assert.Equal(id.ToString(), deal.GetProperty("dealid").GetString());
        Assert.Equal(4, deal.GetProperty("volume").GetInt32());
        Assert.Equal(book.App.App.ToString(), deal.GetProperty("app").GetProperty("pointer").GetString());
        Assert.Equal(10, deal.GetProperty("workerpool").GetProperty("price").GetInt32());
        Assert.True(deal.GetProperty("blockTimestamp").GetDateTime() > DateTime.UnixEpoch);
        Assert.Equal(id.ToString(), (await JsonAsync(net, $"/deals/{id}?chainId={Anvil.ChainId}")).GetProperty("dealid").GetString());
        Assert.Equal(0, (await JsonAsync(net, $"/deals?chainId={Anvil.ChainId}&category=4")).GetProperty("count").GetInt32());
        Assert.NotEqual(0, (await JsonAsync(net, $"/ohlc?chainId={Anvil.ChainId}&category=0")).GetProperty("ohlc").GetArrayLength());

        Assert.Equal((book.Request.Requester, 4UL), (await net.Market.DealAsync(id, default)) is { Ok: true } d ? (d.Requester, d.Volume) : default);
        Assert.Contains((new Rlc(10), 4UL), (await net.Market.PricesAsync(0, default)).Ohlc.Select(p => (p.Price, p.Volume)));
        Assert.NotEqual(0, (await net.Market.SizeAsync(default)).Deals);
    }

    [Fact]
    public async Task A_closed_order_is_canceled_and_the_requests_it_served_are_dead()
    {
        var net = _network.Required();
        var book = await PublishedAsync(net);
        await net.SendAsync(book.Seller.Address, new HubCalls(net.Contracts.Hub).ManageOrder(book.App, OrderOperation.Close));
        Assert.Equal(0UL, (await net.UntilAsync(book.App, o => o.Status == OrderStatus.Canceled)).Remaining);
        await net.UntilAsync(book.Request, o => o.Status == OrderStatus.Dead);
        Assert.Equal(OrderStatus.Open, (await net.UntilAsync(book.Pool, _ => true)).Status);
    }

    [Fact]
    public async Task Withdrawn_stake_kills_orders_and_deposited_stake_lets_them_be_published_again()
    {
        var net = _network.Required();
        var book = await PublishedAsync(net);
        var hub = new HubCalls(net.Contracts.Hub);
        await net.SendAsync(book.Requester.Address, hub.Withdraw(new(900)));
        await net.SendAsync(book.Seller.Address, hub.Withdraw(new(990)));
        await net.UntilAsync(book.Request, o => o.Status == OrderStatus.Dead);
        await net.UntilAsync(book.Pool, o => o.Status == OrderStatus.Dead);
        Assert.Equal(OrderStatus.Open, (await net.UntilAsync(book.App, _ => true)).Status);
        await net.SendAsync(book.Seller.Address, TokenCalls.Deposit(net.Contracts.Rlc, net.Contracts.Hub, new(990)));
        Assert.Equal(OrderStatus.Open, (await net.Market.PublishAsync(book.Pool, book.Seller, default)).Status);
        await WaitForHeadAsync(net);
        Assert.Equal(OrderStatus.Open, (await net.UntilAsync(book.Pool, _ => true)).Status);
    }

    [Fact]
    public async Task A_sold_app_and_what_depends_on_it_are_dead()
    {
        var net = _network.Required();
        var book = await PublishedAsync(net);
        var buyer = await net.AccountAsync();
        var transfer = AbiFunction.Parse("function transferFrom(address,address,uint256)");
        await net.SendAsync(book.Seller.Address, new(
            net.Contracts.AppRegistry, transfer.EncodeCall(book.Seller.Address, buyer.Address, new System.Numerics.BigInteger(book.App.App.ToBytes(), true, true))));
        await net.UntilAsync(book.App, o => o.Status == OrderStatus.Dead);
        await net.UntilAsync(book.Request, o => o.Status == OrderStatus.Dead);
        Assert.Equal(OrderStatus.Open, (await net.UntilAsync(book.Pool, _ => true)).Status);
    }

    [Fact]
    public async Task An_unpublished_app_order_takes_the_requests_it_served_along()
    {
        var net = _network.Required();
        var book = await PublishedAsync(net);
        await net.Market.UnpublishAsync<AppOrder>(book.App.Hash(net.Domain), book.Seller, default);
        await net.UntilAsync(book.Request, o => o.Status == OrderStatus.Dead);
    }

    [Fact]
    public async Task What_a_reorganisation_undoes_is_undone_in_the_book()
    {
        var net = _network.Required();
        var book = await PublishedAsync(net, requestVolume: 4);
        await WaitForHeadAsync(net);
        await net.SendAsync(book.Requester.Address, Match(net, book));
        await net.SendAsync(book.Seller.Address, new HubCalls(net.Contracts.Hub).ManageOrder(book.App, OrderOperation.Close));
        await net.UntilAsync(book.Request, o => o.Status == OrderStatus.Filled);
        await net.UntilAsync(book.App, o => o.Status == OrderStatus.Canceled);
        await net.Eth.Rpc.CallAsync<object?>("anvil_reorg", [2, Array.Empty<object>()]);
        Assert.Equal(4UL, (await net.UntilAsync(book.Request, o => o.Status == OrderStatus.Open && o.Remaining > 0)).Remaining);
        Assert.Equal(10UL, (await net.UntilAsync(book.App, o => o.Status == OrderStatus.Open && o.Remaining > 0)).Remaining);
        Assert.Equal(0, (await JsonAsync(net, $"/deals?chainId={Anvil.ChainId}&requester={book.Requester.Address}")).GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task What_happened_while_the_market_was_down_shows_after_its_start()
    {
        var net = _network.Required();
        var book = await PublishedAsync(net);
        await net.StopAsync();
        await net.SendAsync(book.Requester.Address, Match(net, book));
        await net.StartAsync();
        await net.UntilAsync(book.Request, o => o.Status == OrderStatus.Filled);
        await MarketNetwork.UntilAsync(
            () => JsonAsync(net, $"/deals?chainId={Anvil.ChainId}&requester={book.Requester.Address}"), d => d.GetProperty("count").GetInt32() == 1);
    }

    [Fact]
    public async Task Categories_are_listed_by_their_time()
    {
        var net = _network.Required();
        var list = await MarketNetwork.UntilAsync(() => JsonAsync(net, $"/categories?chainId={Anvil.ChainId}"), c => c.GetProperty("count").GetInt32() == 5);
        Assert.Equal(["XS", "S", "M", "L", "XL"], list.GetProperty("categories").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        Assert.Equal(2, (await JsonAsync(net, $"/categories?chainId={Anvil.ChainId}&minWorkClockTimeRef=3600&maxWorkClockTimeRef=10800")).GetProperty("count").GetInt32());
        Assert.Equal(300, (await JsonAsync(net, $"/categories/0?chainId={Anvil.ChainId}")).GetProperty("workClockTimeRef").GetInt32());
        Assert.Equal(Category.Published.Select(c => c.Name), (await net.Market.CategoriesAsync(default)).Categories.Select(c => c.Name));
    }

    private static ContractCall Match(MarketNetwork net, Book book) =>
        new HubCalls(net.Contracts.Hub).MatchOrders(book.App, null, book.Pool, book.Request);

    private static async Task<Book> PublishedAsync(MarketNetwork net, ulong requestVolume = 10)
    {
        var (seller, requester) = (await net.AccountAsync(stake: 1000), await net.AccountAsync(stake: 1000));
        var (app, pool) = (await net.AppAsync(seller), await net.PoolAsync(seller));
        var book = new Book(seller, requester, net.AppOrder(app, seller), net.PoolOrder(pool, seller), net.RequestOrder(app, requester, requestVolume));
        await net.Market.PublishAsync(book.App, seller, default);
        await net.Market.PublishAsync(book.Pool, seller, default);
        await net.Market.PublishAsync(book.Request, requester, default);
        return book;
    }

    private static async Task WaitForHeadAsync(MarketNetwork net)
    {
        var head = await net.Eth.BlockNumberAsync();
        await MarketNetwork.UntilAsync(
            () => JsonAsync(net, $"/metrics?chainId={Anvil.ChainId}"),
            m => m.TryGetProperty("checkpointBlock", out var block) && block.GetUInt64() >= head);
    }

    private static Task<JsonElement> JsonAsync(MarketNetwork net, string path) => net.Http.GetFromJsonAsync<JsonElement>(new Uri(net.Url, path));
}
