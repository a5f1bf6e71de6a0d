using System.Net.Http.Json;
using System.Text.Json;
using Iexec.Api;
using Iexec.Protocol;
using Iexec.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>A market whose book is a database of its own on the server that <c>IEXEC_TEST_POSTGRES</c> names.</summary>
[Trait("Category", "Integration")]
public sealed class PostgreSqlNetwork : MarketNetwork
{
    private readonly string? _database = Environment.GetEnvironmentVariable("IEXEC_TEST_POSTGRES") is { } server
        ? new NpgsqlConnectionStringBuilder(server) { Database = $"market_{Guid.NewGuid():N}" }.ToString()
        : null;

    protected override string? PostgreSql => _database;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is null)
            return;
        await using var db = new MarketDb(new DbContextOptionsBuilder<MarketDb>().UseNpgsql(_database).Options);
        await db.Database.EnsureDeletedAsync();
    }
}

/// <summary>The book may be in PostgreSQL.</summary>
public sealed class PostgreSqlTests(PostgreSqlNetwork network) : IClassFixture<PostgreSqlNetwork>
{
    [Fact]
    public async Task Orders_are_published_listed_matched_and_killed_in_PostgreSQL()
    {
        var net = network.Required();
        Assert.SkipWhen(net.Settings.PostgreSql is null, "IEXEC_TEST_POSTGRES is not set to the connection string of a PostgreSQL server.");
        var (seller, requester) = (await net.AccountAsync(stake: 1000), await net.AccountAsync(stake: 1000));
        var (app, pool) = (await net.AppAsync(seller), await net.PoolAsync(seller));
        var (apporder, poolorder, request) = (net.AppOrder(app, seller), net.PoolOrder(pool, seller), net.RequestOrder(app, requester, volume: 4, text: "nul\0"));
        await net.Market.PublishAsync(apporder, seller, default);
        await net.Market.PublishAsync(poolorder, seller, default);
        await net.Market.PublishAsync(request, requester, default);
        var listed = await net.Market.OrdersAsync<WorkerpoolOrder>(
            new() { Category = 0, MinTag = Tag.None, MaxTag = Tag.FromNames(["tee"]), MinVolume = 10, MinTrust = 2, MaxTrust = 3 }, default);
        Assert.Equal(poolorder.Hash(net.Domain), Assert.Single(listed.Orders).OrderHash);

        await net.SendAsync(requester.Address, new HubCalls(net.Contracts.Hub).MatchOrders(apporder, null, poolorder, request));
        await net.UntilAsync(request, o => o.Status == OrderStatus.Filled);
        var deals = await MarketNetwork.UntilAsync(
            () => net.Http.GetFromJsonAsync<JsonElement>(new Uri(net.Url, $"/deals?chainId={Anvil.ChainId}&app={app}")), d => d.GetProperty("count").GetInt32() == 1);
        Assert.Equal("nul\0", deals.GetProperty("deals")[0].GetProperty("params").GetString());
        await net.SendAsync(seller.Address, new HubCalls(net.Contracts.Hub).ManageOrder(apporder, OrderOperation.Close));
        await net.UntilAsync(apporder, o => o.Status == OrderStatus.Canceled);

        await net.Eth.Rpc.CallAsync<object?>("anvil_reorg", [2, Array.Empty<object>()]);
        await net.UntilAsync(apporder, o => o is { Status: OrderStatus.Open, Remaining: 10 });
        Assert.Equal([poolorder.Hash(net.Domain)], await net.Market.UnpublishAsync<WorkerpoolOrder>(poolorder.Hash(net.Domain), seller, default));
    }
}
