using Iexec.Api;
using Iexec.Hosting;
using Iexec.Market;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Iexec.Scheduler.Tests.Service;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class OfferTests(PoolNetwork network) : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private WebApplication? _market;

    public async ValueTask InitializeAsync()
    {
        if (network.Contracts is null)
            return;
        _market = MarketService.Create(new()
        {
            DataFolder = _folder.Path,
            ChainUrl = network.RpcUrl,
            ChainId = Anvil.ChainId,
            Hub = network.Contracts.Hub,
            FirstBlock = network.Contracts.Block,
            PollInterval = TimeSpan.FromMilliseconds(50),
            LogLevel = LogLevel.Warning,
        });
        await _market.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_market is not null)
            await _market.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_pools_order_and_its_schedulers_address_are_published_once()
    {
        network.Required();
        await using var pool = await TestPool.StartAsync(network, Selling(new(new(1000), 0, 3, 10)));
        var order = await PublishedAsync(pool);

        await pool.StopSchedulerAsync();
        await pool.StartSchedulerAsync(withNewDatabase: false);
        await HealthAsync(pool, h => !h.Contains("not asked yet", StringComparison.Ordinal));
        await pool.StopSchedulerAsync();
        await pool.StartSchedulerAsync(withNewDatabase: true);
        await HealthAsync(pool, h => !h.Contains("not asked yet", StringComparison.Ordinal));

        Assert.Equal((new Rlc(1000), 10ul, 3ul, pool.Address), (order.Order.WorkerpoolPrice, order.Order.Volume, order.Order.Trust, order.Order.Workerpool));
        Assert.Equal(order.OrderHash, (await PublishedAsync(pool)).OrderHash);
        var entry = await Market.SchedulerAsync(pool.Address, default);
        Assert.Equal((pool.Url, null), (entry.ApiUrl, entry.Refusal(Anvil.ChainId, pool.Address, pool.Owner.Address, DateTimeOffset.UtcNow)));
    }

    [Fact]
    public async Task When_an_order_is_used_up_the_next_is_published()
    {
        network.Required();
        await using var pool = await TestPool.StartAsync(network, Selling(new(new(1000), 0, 3, 2)));
        var first = await PublishedAsync(pool);

        await pool.DealAsync(trust: 3, volume: 2, order: first.Order);

        var next = await Wait.UntilAsync(
            () => Market.OrdersAsync<WorkerpoolOrder>(new() { Workerpool = pool.Address }, default), page => page.Orders.Any(o => o.OrderHash != first.OrderHash));
        Assert.Equal(2ul, next.Orders.Single(o => o.OrderHash != first.OrderHash).Remaining);
    }

    [Fact]
    public async Task Too_little_stake_is_told_with_what_to_do()
    {
        network.Required();
        await using var pool = await TestPool.StartAsync(network, Selling(new(Rlc.Parse("1 RLC"), 0, 3, 10)));

        var health = await HealthAsync(pool, h => h.Contains("deposit more", StringComparison.Ordinal));

        Assert.Contains("needs 3 RLC", health, StringComparison.Ordinal);
    }

    private MarketClient Market => new(network.Http, _market!.ListenUrl(), Anvil.ChainId);

    private Func<SchedulerSettings, SchedulerSettings> Selling(PoolOffer offer) => s => s with { Market = _market!.ListenUrl(), Offer = offer };

    private async Task<PublishedOrder<WorkerpoolOrder>> PublishedAsync(TestPool pool) => Assert.Single((await Wait.UntilAsync(
        () => Market.OrdersAsync<WorkerpoolOrder>(new() { Workerpool = pool.Address }, default), page => page.Orders.Count > 0)).Orders);

    private Task<string> HealthAsync(TestPool pool, Func<string, bool> condition) =>
        Wait.UntilAsync(() => network.Http.GetStringAsync(new Uri(pool.Url, "/health")), condition);
}
