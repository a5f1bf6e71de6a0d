using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Market;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Iexec.Client.Tests.Trading;

/// <summary>A real market, in which orders that match nothing are many and free.</summary>
[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class WholeMarketTests(PoolNetwork network) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iexec-market-").FullName;
    private WebApplication? _market;

    public async Task InitializeAsync()
    {
        if (network.Contracts is null)
            return;
        _market = MarketService.Create(new()
        {
            DataFolder = _folder,
            ChainUrl = network.RpcUrl,
            Hub = network.Contracts.Hub,
            ChainId = Anvil.ChainId,
            FirstBlock = network.Contracts.Block,
            LogLevel = LogLevel.Warning,
        });
        await _market.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_market is not null)
            await _market.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task A_hundred_free_orders_that_match_nothing_do_not_hide_the_one_that_does()
    {
        var seller = await WalletAsync(stake: 1000);
        var pool = await SellAsync(seller, Order(default, 100));
        await FloodAsync(o => o with { Category = 3 });
        await FloodAsync(o => o with { AppRestrict = pool });
        await using var wallet = await TestWallet.OpenAsync(network, await network.AccountAsync(1000), Chain);
        var request = new RunRequest(await AppAsync(), new(1000));

        var best = (await wallet.Client.Orders.ExplainAsync(request.ToOrder(wallet.Session.Address), default)).Best();
        var named = await wallet.Client.Runs.QuoteAsync(request with { Workerpool = pool }, default);

        Assert.Equal(pool, best.Pool.Workerpool);
        Assert.Equal((pool, new Rlc(100)), (named.Orders.Pool.Workerpool, named.Total));
    }

    [SkippableFact]
    public async Task Where_nothing_matches_every_rule_that_is_broken_is_told_of_the_pool_that_was_named()
    {
        var seller = await WalletAsync(stake: 1000);
        var pool = await SellAsync(seller, Order(default, 2000) with { Category = 2 });
        await FloodAsync(o => o with { Trust = 0 });
        await using var wallet = await TestWallet.OpenAsync(network, await network.AccountAsync(1000), Chain);
        var app = await AppAsync();

        var named = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Runs.QuoteAsync(new RunRequest(app, new(1000)) { Workerpool = pool }, default));
        var nothing = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Runs.QuoteAsync(new RunRequest(pool, new(1000)) { Dataset = pool, Workerpool = app }, default));

        Assert.Equal(
            $"no orders match the request:\n- app {app} on workerpool {pool}: the request asks for category 0, the pool sells category 2; "
                + $"the pool costs {new Rlc(2000)} a task, the request pays at most {new Rlc(1000)}",
            named.Message);
        Assert.Contains($"- app {pool}: the market has no open order for it", nothing.Message, StringComparison.Ordinal);
        Assert.Contains($"- dataset {pool}: the market has no open order for it", nothing.Message, StringComparison.Ordinal);
        Assert.Contains($"- workerpool {app}: the market has no open order of it", nothing.Message, StringComparison.Ordinal);
    }

    private ChainConfig Chain(ChainConfig chain) => chain with { IexecGateway = _market!.ListenUrl() };

    // Two wallets without stake: what is free needs none.
    private async Task FloodAsync(Func<WorkerpoolOrder, WorkerpoolOrder> spoil)
    {
        await using var wallet = await WalletAsync(stake: 0);
        var pool = await wallet.Client.Resources.DeployWorkerpoolAsync("free", default);
        for (var i = 0; i < 50; i++)
            await PublishAsync(wallet, spoil(Order(pool, 0)));
    }

    private async Task<Address> AppAsync()
    {
        await using var wallet = await TestWallet.OpenAsync(network, network.AppOwner, Chain);
        var order = new AppOrder(network.App, Rlc.Zero, 9, Tag.None, default, default, default, Orders.NewSalt());
        await wallet.Client.Orders.PublishAsync(order.SignWith(wallet.Client.Key, network.Domain), default);
        return network.App;
    }

    private async Task<Address> SellAsync(TestWallet wallet, WorkerpoolOrder order)
    {
        await using (wallet)
        {
            var pool = await wallet.Client.Resources.DeployWorkerpoolAsync("good", default);
            await PublishAsync(wallet, order with { Workerpool = pool });
            return pool;
        }
    }

    private Task<OrderHash> PublishAsync(TestWallet wallet, WorkerpoolOrder order) =>
        wallet.Client.Orders.PublishAsync((order with { Salt = Orders.NewSalt() }).SignWith(wallet.Client.Key, network.Domain), default);

    private async Task<TestWallet> WalletAsync(ulong stake)
    {
        network.Required();
        return await TestWallet.OpenAsync(network, await network.AccountAsync(stake), Chain);
    }

    private static WorkerpoolOrder Order(Address pool, ulong price) => new(pool, new(price), 1, Tag.None, 0, 5, default, default, default, default);
}
