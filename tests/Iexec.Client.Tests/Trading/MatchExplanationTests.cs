using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Client.Tests.Trading;

public sealed class MatchExplanationTests
{
    private static readonly Address
        AppAddress = Keccak(1), Requester = Keccak(2), CheapPool = Keccak(3), DearPool = Keccak(4), DataAddress = Keccak(5);

    private static readonly AppOrder App = new(AppAddress, new(5), 10, Tag.None, default, default, default, default);

    private static readonly RequestOrder Request = new(
        AppAddress, new(5), default, default, default, new(100), Requester, 1, Tag.None, 0, 1, Requester, default, "", default);

    [Fact]
    public void Who_would_match_is_listed_cheapest_first()
    {
        var explanation = Explain(Request, [App], [null], [Pool(DearPool, 90), Pool(CheapPool, 10)]);

        Assert.Equal([CheapPool, DearPool], explanation.Candidates.Select(c => c.Workerpool.Workerpool));
        Assert.Equal(new Rlc(15), explanation.Best().Price);
        Assert.Empty(explanation.Refusals);
    }

    [Fact]
    public void Every_broken_rule_of_a_set_is_named()
    {
        var explanation = Explain(Request with { Trust = 7 }, [App], [null], [Pool(DearPool, 101)]);

        var refusal = Assert.Single(explanation.Refusals);
        Assert.Equal($"app {AppAddress} on workerpool {DearPool}", refusal.Orders);
        Assert.Collection(
            refusal.Reasons,
            r => Assert.Contains("trust 7", r, StringComparison.Ordinal),
            r => Assert.Contains("pays at most", r, StringComparison.Ordinal));
    }

    [Fact]
    public void A_market_without_orders_is_told_for_each_resource()
    {
        var explanation = Explain(Request with { Dataset = DataAddress }, [], [], []);

        Assert.Equal([$"app {AppAddress}", $"dataset {DataAddress}", "workerpools"], explanation.Refusals.Select(r => r.Orders));
    }

    [Fact]
    public void The_best_of_none_is_an_error_with_all_reasons()
    {
        var explanation = Explain(Request, [App], [null], [Pool(DearPool, 101), Pool(CheapPool, 10, category: 3)]);

        var error = Assert.Throws<UserException>(explanation.Best);
        Assert.Contains(DearPool.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains("category 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_is_part_of_price_and_name()
    {
        var data = new DatasetOrder(DataAddress, new(7), 1, Tag.None, default, default, default, default);
        var request = Request with { Dataset = DataAddress, DatasetMaxPrice = new(7) };

        Assert.Equal(new Rlc(22), Explain(request, [App], [data], [Pool(CheapPool, 10)]).Best().Price);
        var refusal = Assert.Single(Explain(request with { DatasetMaxPrice = new(6) }, [App], [data], [Pool(CheapPool, 10)]).Refusals);
        Assert.EndsWith($"with dataset {DataAddress}", refusal.Orders, StringComparison.Ordinal);
    }

    private static MatchExplanation Explain(RequestOrder request, AppOrder[] apps, DatasetOrder?[] datasets, WorkerpoolOrder[] pools) =>
        MatchExplanation.Of(request, [.. apps.Select(Published)], [.. datasets.Select(d => d is null ? null : Published(d))], [.. pools.Select(Published)]);

    private static WorkerpoolOrder Pool(Address pool, ulong price, ulong category = 0) =>
        new(pool, new(price), 10, Tag.None, category, 5, default, default, default, default);

    private static PublishedOrder<T> Published<T>(T order) where T : IOrder => new(default, 1, order, 1, OrderStatus.Open, default, default);

    private static Address Keccak(int number) => Address.FromBytes(Bytes32.FromInteger(number).ToBytes().AsSpan(12));
}
