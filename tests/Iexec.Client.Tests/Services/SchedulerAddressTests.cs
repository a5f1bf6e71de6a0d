using System.Net;
using System.Net.Http.Json;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Xunit;

namespace Iexec.Client.Tests.Services;

/// <summary>A client talks to the scheduler that the pool's owner names, whatever a market says.</summary>
[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class SchedulerAddressTests(PoolNetwork network)
{
    private static readonly Uri Scheduler = new("https://scheduler.example");

    [Fact]
    public async Task The_owners_word_is_believed()
    {
        network.Required();
        var owner = await network.AccountAsync(stake: 0);
        var pool = await network.PoolAsync(owner);

        Assert.Equal(Scheduler, await AskAsync(pool, Entry(owner, pool, DateTimeOffset.UtcNow)));
    }

    [Fact]
    public async Task A_markets_own_word_is_not()
    {
        network.Required();
        var owner = await network.AccountAsync(stake: 0);
        var pool = await network.PoolAsync(owner);
        using var thief = PrivateKey.Create();
        var (now, old) = (DateTimeOffset.UtcNow, DateTimeOffset.UtcNow - SchedulerEntry.LongestLife);

        await RefusedAsync(pool, new(Scheduler), "is not signed by");
        await RefusedAsync(pool, Entry(thief, pool, now), "is not signed by");
        await RefusedAsync(pool, Entry(owner, pool, now) with { ApiUrl = new("https://thief.example") }, "is not signed by");
        await RefusedAsync(pool, Entry(owner, pool, old), "has expired");
    }

    private static SchedulerEntry Entry(PrivateKey signer, Address pool, DateTimeOffset signed) =>
        SchedulerEntry.SignedBy(signer, Anvil.ChainId, pool, Scheduler, signed);

    private async Task RefusedAsync(Address pool, SchedulerEntry entry, string why) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<UserException>(() => AskAsync(pool, entry))).Message, StringComparison.Ordinal);

    private async Task<Uri> AskAsync(Address pool, SchedulerEntry entry)
    {
        using var market = new HostileMarket(entry);
        var real = Surroundings.Real.Transport;
        var surroundings = Surroundings.Real with { Transport = (to, reach) => to.Host == "market" ? market : real(to, reach) };
        var chain = new ChainConfig($"{Anvil.ChainId}", network.RpcUrl, network.Contracts.Hub, IexecGateway: new("http://market"));
        return (await new IexecClient(chain, surroundings, key: null, sender: null).SchedulerAsync(pool, default)).Url;
    }

    private sealed class HostileMarket(SchedulerEntry entry) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(entry, options: ProtocolJson.Api) });
    }
}
