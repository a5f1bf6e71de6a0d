using Iexec.Chain;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Client.Tests.Trading;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class OrdersTests(PoolNetwork network)
{
    [Fact]
    public async Task Orders_that_match_make_a_deal()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet);

        var (deal, volume, transaction) = await wallet.Client.Orders.FillAsync(app, null, pool, request, default);

        Assert.Equal(1UL, volume);
        Assert.True((await wallet.Client.History.DealAsync(deal, default)).Exists);
        Assert.True((await network.Eth.GetReceiptAsync(transaction))!.Succeeded);
    }

    [Fact]
    public async Task Orders_that_break_a_rule_are_refused_with_the_rule_before_anything_is_sent()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet);
        var sent = await network.Eth.GetTransactionCountAsync(wallet.Session.Address);

        var error = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Orders.FillAsync(app, null, pool with { Category = 2 }, request, default));

        Assert.Contains("the request asks for category 0, the pool sells category 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(sent, await network.Eth.GetTransactionCountAsync(wallet.Session.Address));
    }

    [Fact]
    public async Task An_escrow_that_is_too_small_is_told_with_what_to_do()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 99);
        var (app, pool, request) = await OrdersAsync(wallet);

        var error = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Orders.FillAsync(app, null, pool, request, default));

        Assert.Contains($"one task costs {new Rlc(100)}", error.Message, StringComparison.Ordinal);
        Assert.Contains("deposit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_the_hub_knows_is_refused_in_its_words()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet);

        var error = await Assert.ThrowsAsync<TransactionRefusedException>(
            () => wallet.Client.Orders.FillAsync(app with { Salt = Orders.NewSalt() }, null, pool, request, default));

        Assert.Contains("the app order is not signed by the app's owner", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_order_fills_no_more()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet);

        await wallet.Client.Orders.CancelAsync(request, default);

        var error = await Assert.ThrowsAsync<TransactionRefusedException>(() => wallet.Client.Orders.FillAsync(app, null, pool, request, default));
        Assert.Contains("fully consumed or closed", error.Message, StringComparison.Ordinal);
    }

    private async Task<(AppOrder App, WorkerpoolOrder Pool, RequestOrder Request)> OrdersAsync(TestWallet wallet)
    {
        var owner = await network.AccountAsync(stake: 1000);
        var pool = await network.PoolAsync(owner);
        var me = wallet.Session.Address;
        return (
            new AppOrder(network.App, Rlc.Zero, 1, Tag.None, default, default, default, Orders.NewSalt()).SignWith(network.AppOwner, network.Domain),
            new WorkerpoolOrder(pool, new(100), 1, Tag.None, 0, 1, default, default, default, Orders.NewSalt()).SignWith(owner, network.Domain),
            new RequestOrder(network.App, Rlc.Zero, default, Rlc.Zero, pool, new(100), me, 1, Tag.None, 0, 1, me, default, "", Orders.NewSalt())
                .SignWith(wallet.Client.Key, network.Domain));
    }
}
