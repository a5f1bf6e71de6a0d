using Iexec.Ethereum;
using Xunit;

namespace Iexec.Protocol.Tests;

public sealed class MatchRulesTests
{
    private static readonly Address App = Of(1), Data = Of(2), Pool = Of(3), Requester = Of(4), Other = Of(5);
    private static readonly AppOrder AppOrder = new(App, new(10), 1, Tag.None, Address.Zero, Address.Zero, Address.Zero, default);
    private static readonly DatasetOrder DatasetOrder = new(Data, new(10), 1, Tag.None, Address.Zero, Address.Zero, Address.Zero, default);
    private static readonly WorkerpoolOrder PoolOrder = new(Pool, new(10), 1, Tag.None, 0, 5, Address.Zero, Address.Zero, Address.Zero, default);
    private static readonly RequestOrder Request = new(App, new(10), Data, new(10), Address.Zero, new(10), Requester, 1, Tag.None, 0, 5, Requester, Address.Zero, "", default);

    public static TheoryData<int, AppOrder, DatasetOrder, WorkerpoolOrder, RequestOrder> Broken() => new()
    {
        { 0x00, AppOrder, DatasetOrder, PoolOrder with { Category = 1 }, Request },
        { 0x02, AppOrder, DatasetOrder, PoolOrder with { Trust = 4 }, Request },
        { 0x03, AppOrder with { AppPrice = new(11) }, DatasetOrder, PoolOrder, Request },
        { 0x04, AppOrder, DatasetOrder with { DatasetPrice = new(11) }, PoolOrder, Request },
        { 0x05, AppOrder, DatasetOrder, PoolOrder with { WorkerpoolPrice = new(11) }, Request },
        { 0x06, AppOrder, DatasetOrder with { Tag = Tag.Parse("gpu") }, PoolOrder, Request },
        { 0x07, AppOrder, DatasetOrder, PoolOrder with { Tag = Tag.Parse("tee") }, Request with { Tag = Tag.Parse("tee") } },
        { 0x10, AppOrder, DatasetOrder, PoolOrder, Request with { App = Other } },
        { 0x11, AppOrder, DatasetOrder, PoolOrder, Request with { Dataset = Other } },
        { 0x12, AppOrder, DatasetOrder, PoolOrder, Request with { Workerpool = Other } },
        { 0x13, AppOrder with { DatasetRestrict = Other }, DatasetOrder, PoolOrder, Request },
        { 0x14, AppOrder with { WorkerpoolRestrict = Other }, DatasetOrder, PoolOrder, Request },
        { 0x15, AppOrder with { RequesterRestrict = Other }, DatasetOrder, PoolOrder, Request },
        { 0x16, AppOrder, DatasetOrder with { AppRestrict = Other }, PoolOrder, Request },
        { 0x17, AppOrder, DatasetOrder with { WorkerpoolRestrict = Other }, PoolOrder, Request },
        { 0x18, AppOrder, DatasetOrder with { RequesterRestrict = Other }, PoolOrder, Request },
        { 0x19, AppOrder, DatasetOrder, PoolOrder with { AppRestrict = Other }, Request },
        { 0x1a, AppOrder, DatasetOrder, PoolOrder with { DatasetRestrict = Other }, Request },
        { 0x1b, AppOrder, DatasetOrder, PoolOrder with { RequesterRestrict = Other }, Request },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Each_rule_is_named_by_the_hub_s_code(int code, AppOrder app, DatasetOrder dataset, WorkerpoolOrder pool, RequestOrder request)
    {
        var broken = Assert.Single(MatchRules.Broken(new(app, dataset, pool, request)));
        Assert.Equal(code, broken.Code);
        Assert.False(MatchRules.AreMet(new(app, dataset, pool, request)));
    }

    [Fact]
    public void Orders_that_agree_break_no_rule()
    {
        foreach (var orders in (OrderSet[])[new(AppOrder, DatasetOrder, PoolOrder, Request), new(AppOrder, null, PoolOrder, Request with { Dataset = Address.Zero })])
        {
            Assert.Empty(MatchRules.Broken(orders));
            Assert.True(MatchRules.AreMet(orders));
        }
    }

    [Fact]
    public void Trying_orders_allocates_nothing()
    {
        var sets = Broken().Select(row => new OrderSet((AppOrder)row[1], (DatasetOrder)row[2], (WorkerpoolOrder)row[3], (RequestOrder)row[4]))
            .Append(new(AppOrder, DatasetOrder, PoolOrder, Request)).ToArray();
        var met = CountMet(sets);

        var before = GC.GetAllocatedBytesForCurrentThread();
        met += CountMet(sets);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((2, 0L), (met, allocated));
    }

    private static int CountMet(OrderSet[] sets)
    {
        var met = 0;
        foreach (var orders in sets)
            met += MatchRules.AreMet(orders) ? 1 : 0;
        return met;
    }

    private static Address Of(byte n) => Address.FromBytes([.. new byte[19], n]);
}
