using System.Net;
using Iexec.Api;
using Iexec.Ethereum;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>Where schedulers are.</summary>
[Trait("Category", "Integration")]
public sealed class WorkerpoolTests(MarketNetwork network) : IClassFixture<MarketNetwork>
{
    private readonly MarketNetwork _network = network;

    [Fact]
    public async Task A_pools_owner_says_where_its_scheduler_is_and_may_change_it()
    {
        var net = _network.Required();
        var owner = await net.AccountAsync();
        var pool = await net.PoolAsync(owner);
        await net.Market.SetSchedulerAsync(pool, new("https://scheduler.example/core"), owner, default);
        Assert.Equal(new("https://scheduler.example/core"), await net.Market.SchedulerAsync(pool, default));
        await net.Market.SetSchedulerAsync(pool, new("http://127.0.0.1:13000"), owner, default);
        Assert.Equal(new("http://127.0.0.1:13000"), await net.Market.SchedulerAsync(pool, default));
    }

    [Fact]
    public async Task Nobody_else_does_nor_for_what_is_no_pool()
    {
        var net = _network.Required();
        var (owner, thief) = (await net.AccountAsync(), await net.AccountAsync());
        var pool = await net.PoolAsync(owner);
        await RefusedAsync(() => net.Market.SetSchedulerAsync(pool, new("http://thief.example"), thief, default), HttpStatusCode.Forbidden);
        await RefusedAsync(() => net.Market.SetSchedulerAsync(owner.Address, new("http://here.example"), owner, default), HttpStatusCode.NotFound);
        await RefusedAsync(() => net.Market.SchedulerAsync(pool, default), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_sold_pools_old_address_is_not_told()
    {
        var net = _network.Required();
        var (owner, buyer) = (await net.AccountAsync(), await net.AccountAsync());
        var pool = await net.PoolAsync(owner);
        await net.Market.SetSchedulerAsync(pool, new("http://old.example"), owner, default);
        var transfer = AbiFunction.Parse("function transferFrom(address,address,uint256)");
        await net.SendAsync(owner.Address, new(
            net.Contracts.WorkerpoolRegistry, transfer.EncodeCall(owner.Address, buyer.Address, new System.Numerics.BigInteger(pool.ToBytes(), true, true))));
        await RefusedAsync(() => net.Market.SchedulerAsync(pool, default), HttpStatusCode.NotFound);
        await net.Market.SetSchedulerAsync(pool, new("http://new.example"), buyer, default);
        Assert.Equal(new("http://new.example"), await net.Market.SchedulerAsync(pool, default));
    }

    [Theory]
    [InlineData("ftp://files.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    [InlineData("http://user:word@host.example")]
    public async Task Only_a_plain_http_address_is_taken(string url)
    {
        var net = _network.Required();
        var owner = await net.AccountAsync();
        var pool = await net.PoolAsync(owner);
        await RefusedAsync(() => net.Market.SetSchedulerAsync(pool, new(url, UriKind.RelativeOrAbsolute), owner, default), HttpStatusCode.BadRequest);
    }

    private static async Task RefusedAsync(Func<Task> act, HttpStatusCode status) => Assert.Equal(status, (await Assert.ThrowsAsync<ApiException>(act)).Status);
}
