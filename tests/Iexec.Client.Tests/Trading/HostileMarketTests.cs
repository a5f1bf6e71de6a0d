using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Client.Tests.Trading;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class HostileMarketTests(PoolNetwork network) : IDisposable
{
    private readonly TestMarket _market = new();

    public void Dispose() => _market.Dispose();

    [SkippableFact]
    public async Task An_order_asked_for_by_its_hash_is_that_order_or_none()
    {
        await using var wallet = await WalletAsync();
        var (owner, pool) = await PoolAsync(stake: 1000);
        var cheap = Order(pool, 10).SignWith(owner, network.Domain);
        var dear = Order(pool, 1_000_000).SignWith(owner, network.Domain);
        _market.Say(cheap.Hash(network.Domain), dear);

        var error = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Orders.FindAsync<WorkerpoolOrder>(cheap.Hash(network.Domain), default));

        Assert.Contains($"but answers one that hashes to {dear.Hash(network.Domain)}", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_order_that_its_owner_did_not_sign_is_not_taken()
    {
        await using var wallet = await WalletAsync();
        var (owner, pool) = await PoolAsync(stake: 1000);
        var forged = Order(pool, 10).SignWith(wallet.Client.Key, network.Domain);
        _market.Say(forged.Hash(network.Domain), forged);

        var error = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Orders.FindAsync<WorkerpoolOrder>(forged.Hash(network.Domain), default));

        Assert.Equal($"order {forged.Hash(network.Domain)} is not signed by {owner.Address}", error.Message);
    }

    [SkippableFact]
    public async Task Orders_that_are_not_what_the_market_says_are_passed_over_with_a_sentence_each()
    {
        await using var wallet = await WalletAsync();
        var app = new AppOrder(network.App, Rlc.Zero, 9, Tag.None, default, default, default, Orders.NewSalt()).SignWith(network.AppOwner, network.Domain);
        _market.Say(app.Hash(network.Domain), app);
        var (owner, pool) = await PoolAsync(stake: 1000);
        var (poor, poorPool) = await PoolAsync(stake: 0);
        var good = Order(pool, 100).SignWith(owner, network.Domain);
        var closed = Order(pool, 1).SignWith(owner, network.Domain);
        await network.SendAsync(owner.Address, network.Calls.ManageOrder(closed, OrderOperation.Close));
        _market.Say(good.Hash(network.Domain), good);
        _market.Say(closed.Hash(network.Domain), closed);
        _market.Say(good.Hash(network.Domain), Order(pool, 2));
        foreach (var bad in (WorkerpoolOrder[])[
            Order(pool, 3).SignWith(poor, network.Domain), Order(poorPool, 4).SignWith(poor, network.Domain), Order(network.App, 5).SignWith(poor, network.Domain)])
            _market.Say(bad.Hash(network.Domain), bad);

        var explanation = await wallet.Client.Orders.ExplainAsync(new RunRequest(network.App, new(1000)).ToOrder(wallet.Session.Address), default);

        Assert.Equal(good.Hash(network.Domain), explanation.Best().Pool.Hash(network.Domain));
        Assert.Collection(
            explanation.Refusals.SelectMany(r => r.Reasons),
            r => Assert.Contains("what the market gives for it hashes to", r, StringComparison.Ordinal),
            r => Assert.Contains("less than 1 of the volume", r, StringComparison.Ordinal),
            r => Assert.Contains("is not signed by", r, StringComparison.Ordinal),
            r => Assert.Contains("has 0 RLC to stake, less than the 1 nRLC", r, StringComparison.Ordinal),
            r => Assert.Contains("is not a registered workerpool", r, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_run_is_bought_at_the_price_that_was_shown_and_the_request_is_good_for_no_other()
    {
        await using var wallet = await WalletAsync(stake: 1000);
        var app = new AppOrder(network.App, new(10), 9, Tag.None, default, default, default, Orders.NewSalt()).SignWith(network.AppOwner, network.Domain);
        _market.Say(app.Hash(network.Domain), app);
        var (owner, pool) = await PoolAsync(stake: 1000);
        var order = Order(pool, 100).SignWith(owner, network.Domain);
        _market.Say(order.Hash(network.Domain), order);
        var request = new RunRequest(network.App, new(110)) { Params = "42" };

        var quote = await wallet.Client.Runs.QuoteAsync(request, default);
        var run = await wallet.Client.Runs.BuyAsync(request, default);
        var dear = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Runs.BuyAsync(request with { MaxPrice = new(109) }, default));

        Assert.Equal(new Rlc(110), quote.Total);
        var exact = quote.Orders.Request;
        Assert.Equal((new Rlc(10), new Rlc(100), Rlc.Zero, pool), (exact.AppMaxPrice, exact.WorkerpoolMaxPrice, exact.DatasetMaxPrice, exact.Workerpool));
        var deal = await wallet.Client.History.DealAsync(run.Deal, default);
        Assert.Equal(("42", deal.TaskIds().Single()), (deal.Params, run.Task));
        Assert.Contains($"a task costs {new Rlc(110)}", dear.Message, StringComparison.Ordinal);
        Assert.Equal(new Account(new(890), new(110)), await wallet.Client.Accounts.ShowAsync(wallet.Session.Address, default));
    }

    private async Task<TestWallet> WalletAsync(ulong stake = 0)
    {
        network.Required();
        return await TestWallet.OpenAsync(network, await network.AccountAsync(stake), c => c with { IexecGateway = TestMarket.Address }, _market.Surroundings);
    }

    private async Task<(PrivateKey Owner, Address Pool)> PoolAsync(ulong stake)
    {
        var owner = await network.AccountAsync(stake);
        return (owner, await network.PoolAsync(owner));
    }

    private static WorkerpoolOrder Order(Address pool, ulong price) =>
        new(pool, new(price), 5, Tag.None, 0, 5, default, default, default, Orders.NewSalt());
}
