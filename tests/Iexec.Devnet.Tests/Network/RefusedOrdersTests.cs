using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iexec.Api;
using Iexec.Chain;
using Iexec.Client;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Devnet.Tests.Network;

/// <summary>Orders that are wrong are refused with a sentence, by the tools before anything is sent and by the hub itself; no money moves.</summary>
[Collection(NetworkCollection.Name)]
[Trait("Category", "Integration")]
public sealed class RefusedOrdersTests(NetworkFixture network)
{
    [Theory]
    [InlineData("sign", null, "the order lacks 'sign'")]
    [InlineData("appprice", null, "the order lacks 'appprice'")]
    [InlineData("appprice", "-5", "'appprice' can not be read: '-5' is not an amount")]
    [InlineData("app", "0x1234", "'app' can not be read")]
    [InlineData("volume", 0, "'volume' must be at least 1")]
    public async Task The_market_says_what_is_malformed(string field, object? value, string sentence)
    {
        network.SkipIfMissing();
        var order = JsonSerializer.SerializeToNode(SignedAppOrder(), ProtocolJson.Api)!.AsObject();
        if (value is null)
            order.Remove(field);
        else
            order[field] = JsonValue.Create(value);

        var (status, error) = await PublishAsync(new JsonObject { ["order"] = order }.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_market_says_that_a_body_is_no_json()
    {
        network.SkipIfMissing();

        var (status, error) = await PublishAsync("{\"order\":");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("the body is no valid JSON", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_changed_after_it_was_signed_is_refused_by_market_and_hub()
    {
        network.SkipIfMissing();
        var requester = await network.RequesterAsync();
        var (app, pool) = await OrdersAsync();
        var owner = network.AppOwner.Client;
        var before = await network.BalancesAsync();

        var cheaper = SignedAppOrder() with { AppPrice = Rlc.Zero };
        var published = await Assert.ThrowsAsync<ApiException>(() => owner.Orders.PublishAsync(cheaper, CancellationToken.None));
        var changed = Signed(network.RequestOf(requester, app.App, "well"), requester) with { Params = "exit 1" };
        var matched = await Assert.ThrowsAsync<TransactionRefusedException>(() => requester.Client.Orders.FillAsync(app, null, pool, changed, CancellationToken.None));

        Assert.Equal(HttpStatusCode.Forbidden, published.Status);
        Assert.StartsWith($"the order is not signed by {owner.Key.Address}", published.Message, StringComparison.Ordinal);
        Assert.Contains("the request order is not signed by the requester (iExecV5-matchOrders-0x50)", matched.Message, StringComparison.Ordinal);
        (await network.BalancesAsync()).AssertSameAs(before);
    }

    [Fact]
    public async Task A_price_above_the_maximum_is_refused_with_both()
    {
        network.SkipIfMissing();
        var requester = await network.RequesterAsync();
        var (app, pool) = await OrdersAsync();
        var before = await network.BalancesAsync();
        var request = Signed(network.RequestOf(requester, app.App, "well") with { WorkerpoolMaxPrice = Rlc.Parse("0.09 RLC") }, requester);
        const string sentence = "the pool costs 0.1 RLC a task, the request pays at most 0.09 RLC";

        var explanation = await requester.Client.Orders.ExplainAsync(request, CancellationToken.None);
        var best = Assert.Throws<UserException>(explanation.Best);
        var filled = await Assert.ThrowsAsync<UserException>(() => requester.Client.Orders.FillAsync(app, null, pool, request, CancellationToken.None));
        var matched = await Assert.ThrowsAsync<TransactionRefusedException>(() => MatchAsync(requester, app, pool, request));

        Assert.Contains(sentence, best.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, filled.Message, StringComparison.Ordinal);
        Assert.Contains("the workerpool costs more than the request pays at most (iExecV5-matchOrders-0x05)", matched.Message, StringComparison.Ordinal);
        (await network.BalancesAsync()).AssertSameAs(before);
    }

    [Fact]
    public async Task Too_little_deposit_is_refused_with_what_to_do()
    {
        network.SkipIfMissing();
        var requester = await network.RequesterAsync("0.14 RLC");
        var (app, pool) = await OrdersAsync();
        var before = await network.BalancesAsync();
        var request = Signed(network.RequestOf(requester, app.App, "well"), requester);

        var filled = await Assert.ThrowsAsync<UserException>(() => requester.Client.Orders.FillAsync(app, null, pool, request, CancellationToken.None));
        var matched = await Assert.ThrowsAsync<TransactionRefusedException>(() => MatchAsync(requester, app, pool, request));
        var published = await Assert.ThrowsAsync<ApiException>(() => requester.Client.Orders.PublishAsync(request, CancellationToken.None));
        var deposited = await Assert.ThrowsAsync<UserException>(() => requester.Client.Accounts.DepositAsync(Rlc.Parse("5000 RLC"), CancellationToken.None));

        Assert.Equal($"one task costs 0.15 RLC, but {requester.Address} has 0.14 RLC in its account: deposit with 'iexec account deposit'", filled.Message);
        Assert.Contains("IexecEscrow: Transfer amount exceeds balance", matched.Message, StringComparison.Ordinal);
        Assert.Contains("deposit more", published.Message, StringComparison.Ordinal);
        Assert.Equal("the wallet holds 999.86 RLC, not 5000 RLC: get more, or deposit less", deposited.Message);
        (await network.BalancesAsync()).AssertSameAs(before);
    }

    private AppOrder SignedAppOrder() =>
        NetworkFixture.AppOrderOf(network.App).SignWith(network.AppOwner.Client.Key, network.AppOwner.Client.Domain);

    private static RequestOrder Signed(RequestOrder request, WalletSession requester) =>
        request.SignWith(requester.Client.Key, requester.Client.Domain);

    private async Task<(AppOrder App, WorkerpoolOrder Pool)> OrdersAsync()
    {
        var market = network.AppOwner.Client.Market;
        var app = await market.OrdersAsync<AppOrder>(new() { App = network.App }, CancellationToken.None);
        var pool = await market.OrdersAsync<WorkerpoolOrder>(new() { Workerpool = network.Info.Workerpool, Category = 0 }, CancellationToken.None);
        return (app.Orders[0].Order, pool.Orders[0].Order);
    }

    // As a client of someone else's would, that checks nothing before.
    private static Task<TransactionResult> MatchAsync(WalletSession requester, AppOrder app, WorkerpoolOrder pool, RequestOrder request) =>
        requester.Sender.SendAsync(requester.Client.Calls.MatchOrders(app, null, pool, request), "match directly");

    private async Task<(HttpStatusCode Status, string Error)> PublishAsync(string body)
    {
        var chain = network.Info.Chain;
        var challenge = await network.Http.GetFromJsonAsync<ChallengeReply>(
            new Uri(chain.IexecGateway!, $"/challenge?chainId={chain.Id}&address={network.AppOwner.Address}"), ProtocolJson.Api);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(chain.IexecGateway!, $"/apporders?chainId={chain.Id}"));
        request.Content = new StringContent(body, null, "application/json");
        request.Headers.TryAddWithoutValidation("Authorization", MarketAuthorization.Sign(
            network.AppOwner.Client.Key, ulong.Parse(chain.Id, null), MarketAuthorization.ReadChallenge(challenge!.Data)));
        using var answer = await network.Http.SendAsync(request);
        var error = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(error.GetProperty("ok").GetBoolean());
        return (answer.StatusCode, error.GetProperty("error").GetString()!);
    }
}
