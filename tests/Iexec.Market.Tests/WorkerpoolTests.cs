using System.Net;
using System.Net.Http.Json;
using System.Numerics;
using System.Text.Json;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Testing;
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
        await SayAsync(pool, Entry(owner, pool, "https://scheduler.example/core"));
        Assert.Equal(new("https://scheduler.example/core"), (await net.Market.SchedulerAsync(pool, default)).ApiUrl);
        await SayAsync(pool, Entry(owner, pool, "http://127.0.0.1:13000", after: 1));
        var entry = await net.Market.SchedulerAsync(pool, default);
        Assert.Equal(new("http://127.0.0.1:13000"), entry.ApiUrl);
        // Its readers need not believe the market.
        Assert.Null(entry.Refusal(Anvil.ChainId, pool, owner.Address, net.Now));
        Assert.NotNull((entry with { ApiUrl = new("http://thief.example") }).Refusal(Anvil.ChainId, pool, owner.Address, net.Now));
        Assert.NotNull((entry with { Expires = entry.Expires + 1 }).Refusal(Anvil.ChainId, pool, owner.Address, net.Now));
        Assert.NotNull(entry.Refusal(1, pool, owner.Address, net.Now));
        Assert.NotNull(entry.Refusal(Anvil.ChainId, owner.Address, owner.Address, net.Now));
        Assert.NotNull(entry.Refusal(Anvil.ChainId, pool, pool, net.Now));
    }

    [Fact]
    public async Task Published_clients_read_the_address_under_its_published_name()
    {
        var net = _network.Required();
        var owner = await net.AccountAsync();
        var pool = await net.PoolAsync(owner);
        await SayAsync(pool, Entry(owner, pool, "https://scheduler.example"));
        var answer = await net.Http.GetFromJsonAsync<JsonElement>(new Uri(net.Url, $"/{Anvil.ChainId}/workerpools/{pool}"));
        Assert.Equal("https://scheduler.example", answer.GetProperty("apiUrl").GetString());
    }

    [Fact]
    public async Task Nobody_else_does_nor_for_what_is_no_pool()
    {
        var net = _network.Required();
        var (owner, thief) = (await net.AccountAsync(), await net.AccountAsync());
        var pool = await net.PoolAsync(owner);
        await RefusedAsync(() => SayAsync(pool, Entry(thief, pool, "http://thief.example")), HttpStatusCode.Forbidden);
        var changed = Entry(owner, pool, "http://a.example") with { ApiUrl = new("http://thief.example") };
        await RefusedAsync(() => SayAsync(pool, changed), HttpStatusCode.Forbidden);
        await RefusedAsync(() => SayAsync(pool, new(new("http://thief.example"))), HttpStatusCode.Forbidden);
        await RefusedAsync(() => SayAsync(owner.Address, Entry(owner, owner.Address, "http://here.example")), HttpStatusCode.NotFound);
        await RefusedAsync(() => net.Market.SchedulerAsync(pool, default), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_old_entry_can_not_be_brought_back()
    {
        var net = _network.Required();
        var owner = await net.AccountAsync();
        var pool = await net.PoolAsync(owner);
        var old = Entry(owner, pool, "http://old.example");
        var (same, current) = (Entry(owner, pool, "http://same.example", after: 9), Entry(owner, pool, "http://new.example", after: 9));
        await SayAsync(pool, old);
        await SayAsync(pool, current);
        await RefusedAsync(() => SayAsync(pool, old), HttpStatusCode.Forbidden);
        await RefusedAsync(() => SayAsync(pool, same), HttpStatusCode.Forbidden);
        await SayAsync(pool, current);
        Assert.Equal(new("http://new.example"), (await net.Market.SchedulerAsync(pool, default)).ApiUrl);
    }

    [Fact]
    public async Task An_entry_that_is_not_renewed_is_not_told_and_one_for_ever_is_not_taken()
    {
        var net = _network.Required();
        var owner = await net.AccountAsync();
        var pool = await net.PoolAsync(owner);
        var entry = Entry(owner, pool, "http://here.example");
        await RefusedAsync(() => SayAsync(pool, Entry(owner, pool, "http://here.example", after: 1_000_000)), HttpStatusCode.Forbidden);
        await SayAsync(pool, entry);
        net.PutClockForward(SchedulerEntry.Life);
        await RefusedAsync(() => net.Market.SchedulerAsync(pool, default), HttpStatusCode.NotFound);
        await RefusedAsync(() => SayAsync(pool, entry), HttpStatusCode.Forbidden);
        Assert.Contains("has expired", entry.Refusal(Anvil.ChainId, pool, owner.Address, net.Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sold_pools_old_address_is_not_told()
    {
        var net = _network.Required();
        var (owner, buyer) = (await net.AccountAsync(), await net.AccountAsync());
        var pool = await net.PoolAsync(owner);
        await SayAsync(pool, Entry(owner, pool, "http://old.example", after: 9));
        var transfer = AbiFunction.Parse("function transferFrom(address,address,uint256)");
        var call = transfer.EncodeCall(owner.Address, buyer.Address, new BigInteger(pool.ToBytes(), true, true));
        await net.SendAsync(owner.Address, new(net.Contracts.WorkerpoolRegistry, call));
        await RefusedAsync(() => net.Market.SchedulerAsync(pool, default), HttpStatusCode.NotFound);
        await SayAsync(pool, Entry(buyer, pool, "http://new.example"));
        Assert.Equal(new("http://new.example"), (await net.Market.SchedulerAsync(pool, default)).ApiUrl);
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
        await RefusedAsync(() => SayAsync(pool, Entry(owner, pool, url)), HttpStatusCode.BadRequest);
    }

    private Task SayAsync(Address pool, SchedulerEntry entry) => _network.Market.SetSchedulerAsync(pool, entry, default);

    private SchedulerEntry Entry(PrivateKey owner, Address pool, string url, int after = 0) =>
        SchedulerEntry.SignedBy(owner, Anvil.ChainId, pool, new(url, UriKind.RelativeOrAbsolute), _network.Now.AddSeconds(after));

    private static async Task RefusedAsync(Func<Task> act, HttpStatusCode status) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<ApiException>(act)).Status);
}
