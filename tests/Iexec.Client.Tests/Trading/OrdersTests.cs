using Iexec.Chain;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Client.Tests.Trading;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class OrdersTests(PoolNetwork network)
{
    [SkippableFact]
    public async Task Orders_that_match_make_a_deal()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet);

        var terms = await wallet.Client.Orders.TermsAsync(new(app, null, pool, request), default);
        var run = await wallet.Client.Orders.FillAsync(terms, default);

        Assert.Equal((1UL, new Rlc(100)), (run.Volume, terms.Total));
        Assert.True((await wallet.Client.History.DealAsync(run.Deal, default)).Exists);
        Assert.True((await network.Eth.GetReceiptAsync(run.Transaction))!.Succeeded);
    }

    [SkippableFact]
    public async Task Every_part_of_the_price_is_shown_and_the_sum_for_what_is_left_of_all_orders()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet, volume: 9);
        var orders = new OrderSet(app, null, pool, (request with { Volume = 5 }).SignWith(wallet.Client.Key, network.Domain));
        var others = orders with { Request = (request with { Volume = 2 }).SignWith(wallet.Client.Key, network.Domain) };
        await wallet.Client.Orders.FillAsync(await wallet.Client.Orders.TermsAsync(others, default), default);

        var terms = await wallet.Client.Orders.TermsAsync(orders, default);
        var run = await wallet.Client.Orders.FillAsync(terms, default);

        Assert.Equal((5UL, new Rlc(500)), (terms.Volume, terms.Total));
        Assert.Equal(
            $"{new Rlc(100)} a task (app 0 RLC, workerpool {new Rlc(100)}), 5 task(s) on workerpool {pool.Workerpool}: {new Rlc(500)} in all from the account of {wallet.Session.Address}",
            terms.ToString());
        Assert.Equal((await wallet.Client.History.DealAsync(run.Deal, default)).TaskIds(), run.Tasks);
        Assert.Contains("more than", Assert.Throws<UserException>(() => terms.AtMost(new(99))).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("{\"iexec_result_encryption\":true}", "an encrypted result")]
    [InlineData("{\"iexec_secrets\":{\"1\":\"key\"}}", "secrets of the requester")]
    [InlineData("{\"iexec_result_storage_provider\":\"dropbox\"}", "its result in 'dropbox'")]
    [InlineData("{\"bulk_cid\":\"QmBulk\"}", "a bulk of datasets")]
    [InlineData("{\"iexec_input_files\":[\"ipfs://QmInput\"]}", "data at 'ipfs://QmInput'")]
    [InlineData("{\"iexec_args\":\"--name x\"", "begin as a JSON object, but are none")]
    [InlineData("{\"iexec_args\":5}", "'iexec_args' in the params must be text")]
    public async Task What_no_worker_would_do_is_neither_signed_nor_bought(string parameters, string why)
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet);
        request = (request with { Params = parameters }).SignWith(wallet.Client.Key, network.Domain);

        var signed = Assert.Throws<UserException>(() => wallet.Client.Orders.Sign(request));
        var filled = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Orders.TermsAsync(new(app, null, pool, request), default));

        Assert.Contains(why, signed.Message, StringComparison.Ordinal);
        Assert.Contains(why, filled.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_tag_that_no_worker_serves_is_refused_though_the_pool_sells_it()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet);
        var tee = Tag.Parse("tee,tdx");

        var error = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Orders.TermsAsync(
            new(app with { Tag = tee }, null, pool with { Tag = tee }, request with { Tag = tee }), default));

        Assert.Equal($"the deal asks for a TEE, and for the TEE framework tdx, which workerpool {pool.Workerpool} cannot serve", error.Message);
    }

    [SkippableFact]
    public async Task A_dataset_that_cannot_be_fetched_is_refused_before_it_is_bought()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet);
        var address = await wallet.Client.Resources.DeployDatasetAsync(new("data", "/ipfs/QmData"u8.ToArray(), default), default);
        var dataset = new DatasetOrder(address, Rlc.Zero, 1, Tag.None, default, default, default, default);
        var orders = new OrderSet(app, dataset, pool, request with { Dataset = address });

        var error = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Orders.TermsAsync(orders, default));
        await using var withGateway = await TestWallet.OpenAsync(network, wallet.Client.Key, chain => chain with { IpfsGateway = new("http://gateway") });
        var terms = await withGateway.Client.Orders.TermsAsync(orders, default);

        Assert.Contains("data at '/ipfs/QmData'", error.Message, StringComparison.Ordinal);
        Assert.Equal(new Rlc(100), terms.Total);
    }

    [SkippableFact]
    public async Task A_pool_whose_owner_lacks_the_stake_is_refused_with_what_it_lacks()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 100_000);
        var (app, pool, request) = await OrdersAsync(wallet);

        var error = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Orders.TermsAsync(
            new(app, null, pool with { WorkerpoolPrice = new(5000) }, request with { WorkerpoolMaxPrice = new(5000) }), default));

        Assert.Contains("less than the 1500 nRLC", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Orders_that_break_a_rule_are_refused_with_the_rule_before_anything_is_sent()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet);
        var sent = await network.Eth.GetTransactionCountAsync(wallet.Session.Address);

        var error = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Orders.TermsAsync(new(app, null, pool with { Category = 2 }, request), default));

        Assert.Contains("the request asks for category 0, the pool sells category 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(sent, await network.Eth.GetTransactionCountAsync(wallet.Session.Address));
    }

    [SkippableFact]
    public async Task An_escrow_that_is_too_small_is_told_with_what_to_do()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 99);
        var (app, pool, request) = await OrdersAsync(wallet);

        var error = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Orders.TermsAsync(new(app, null, pool, request), default));

        Assert.Contains($"one task costs {new Rlc(100)}", error.Message, StringComparison.Ordinal);
        Assert.Contains("deposit", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_only_the_hub_knows_is_refused_in_its_words()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet);

        var terms = await wallet.Client.Orders.TermsAsync(new(app with { Salt = Orders.NewSalt() }, null, pool, request), default);
        var error = await Assert.ThrowsAsync<TransactionRefusedException>(() => wallet.Client.Orders.FillAsync(terms, default));

        Assert.Contains("the app order is not signed by the app's owner", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_cancelled_order_fills_no_more()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (app, pool, request) = await OrdersAsync(wallet);

        await wallet.Client.Orders.CancelAsync(request, default);

        var error = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Orders.TermsAsync(new(app, null, pool, request), default));
        Assert.Contains("fully consumed or closed", error.Message, StringComparison.Ordinal);
    }

    private async Task<(AppOrder App, WorkerpoolOrder Pool, RequestOrder Request)> OrdersAsync(TestWallet wallet, ulong volume = 1)
    {
        var owner = await network.AccountAsync(stake: 1000);
        var pool = await network.PoolAsync(owner);
        var me = wallet.Session.Address;
        return (
            new AppOrder(network.App, Rlc.Zero, volume, Tag.None, default, default, default, Orders.NewSalt()).SignWith(network.AppOwner, network.Domain),
            new WorkerpoolOrder(pool, new(100), volume, Tag.None, 0, 1, default, default, default, Orders.NewSalt()).SignWith(owner, network.Domain),
            new RequestOrder(network.App, Rlc.Zero, default, Rlc.Zero, pool, new(100), me, 1, Tag.None, 0, 1, me, default, "", Orders.NewSalt())
                .SignWith(wallet.Client.Key, network.Domain));
    }
}
