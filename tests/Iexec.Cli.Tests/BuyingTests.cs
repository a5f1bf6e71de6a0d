using System.Text.Json;
using System.Text.Json.Nodes;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Market;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Iexec.Cli.Tests;

/// <summary>Commands that spend money, with a chain and a market.</summary>
[Trait("Category", "Integration")]
public sealed class BuyingTests(PoolNetwork network) : IClassFixture<PoolNetwork>, IAsyncLifetime, IDisposable
{
    private const string Password = "secret";
    private readonly UserFolder _user = new();
    private WebApplication? _market;
    private ChainConfig? _chain;
    private Address _requester;

    public async Task InitializeAsync()
    {
        if (network.Contracts is null)
            return;
        _market = MarketService.Create(new()
        {
            DataFolder = Path.Combine(_user.Home, "market"),
            ChainUrl = network.RpcUrl,
            Hub = network.Contracts.Hub,
            ChainId = Anvil.ChainId,
            FirstBlock = network.Contracts.Block,
            LogLevel = LogLevel.Warning,
        });
        await _market.StartAsync();
        _chain = new(Anvil.ChainId.ToString(), network.RpcUrl, network.Contracts.Hub, _market.ListenUrl());
        _user.Write("chain.json", JsonSerializer.Serialize(new ChainFile("test", new Dictionary<string, ChainConfig> { ["test"] = _chain }), ProtocolJson.Files));
    }

    public async Task DisposeAsync()
    {
        if (_market is not null)
            await _market.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Dispose();
    }

    public void Dispose() => _user.Dispose();

    [SkippableFact]
    public async Task Filling_orders_shows_the_price_and_needs_consent_to_it()
    {
        var requester = await RequesterAsync();
        var (app, pool) = await SellAsync();
        string[] fill = ["order", "fill", "--app", app.ToString(), "--workerpool", pool.ToString(), "--params", "42"];

        var unasked = await _user.FailAsync(fill);
        var dear = await _user.FailAsync([.. fill, "--max-price", "109"]);
        var untouched = await network.Hub.ViewAccountAsync(requester, default);
        var (exit, output, _) = await _user.RunAsync(Password, [.. fill, "--max-price", "110", "--raw"]);

        Assert.Contains($"this pays {new Rlc(110)} a task (app {new Rlc(10)}, workerpool {new Rlc(100)}), 1 task(s)", unasked, StringComparison.Ordinal);
        Assert.Contains("--max-price", unasked, StringComparison.Ordinal);
        Assert.Contains($"a task costs {new Rlc(110)}, more than the {new Rlc(109)}", dear, StringComparison.Ordinal);
        Assert.Equal(new(new(1000), Rlc.Zero), untouched);
        Assert.Equal(0, exit);
        var told = JsonDocument.Parse(output).RootElement;
        var deal = await network.Hub.ViewDealAsync(DealId.Parse(told.GetProperty("dealid").GetString()!), default);
        Assert.Equal(("42", requester), (deal.Params, deal.Requester));
        Assert.Equal(deal.TaskIds().Single().ToString(), told.GetProperty("tasks")[0].GetString());
    }

    [SkippableFact]
    public async Task A_run_is_not_bought_without_consent_or_with_what_cannot_be_served_or_saved()
    {
        var requester = await RequesterAsync();
        await SellAsync();
        string[] run = ["app", "run", network.App.ToString()];
        _user.Write("file", "");

        Assert.Contains("Say yes with --force", await _user.FailAsync(run), StringComparison.Ordinal);
        Assert.Contains("none", await _user.FailAsync([.. run, "--force", "--params", "{\"iexec_args\":\"x\""]), StringComparison.Ordinal);
        Assert.Contains("an encrypted result", await _user.FailAsync([.. run, "--force", "--params", "{\"iexec_result_encryption\":true}"]), StringComparison.Ordinal);
        Assert.Contains("no result could be written", await _user.FailAsync([.. run, "--force", "--watch", "--download", "file/x.zip"]), StringComparison.Ordinal);

        Assert.Equal(new(new(1000), Rlc.Zero), await network.Hub.ViewAccountAsync(requester, default));
    }

    [SkippableFact]
    public async Task A_run_that_fails_tells_what_was_bought()
    {
        await RequesterAsync();
        await SellAsync();
        var before = await network.Eth.BlockNumberAsync();
        var command = _user.RunAsync(Password, "app", "run", network.App.ToString(), "--max-price", "1000", "--watch", "--raw");

        var matched = (await Wait.UntilAsync(
            async () => (await network.Eth.GetLogsAsync(new LogFilter { From = before, Addresses = [network.Contracts.Hub] }))
                .Select(HubEvents.Decode).OfType<OrdersMatched>().SingleOrDefault(),
            m => m is not null || command.IsCompleted))!;
        await network.SendAsync(network.AppOwner.Address, network.Calls.Initialize(matched.Deal, 0));
        await network.PutClockForwardAsync(Category.Published[0].WorkClockTimeRef * PocoConstants.FinalDeadlineRatio);
        await network.SendAsync(network.AppOwner.Address, network.Calls.Claim(TaskId.Of(matched.Deal, 0)));
        var (exit, _, error) = await command;

        Assert.Equal(1, exit);
        var told = JsonDocument.Parse(error).RootElement;
        Assert.Contains("is FAILED: what was paid is refunded", told.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            (matched.Deal.ToString(), TaskId.Of(matched.Deal, 0).ToString(), matched.Log.TransactionHash.ToString()),
            (told.GetProperty("dealid").GetString(), told.GetProperty("tasks")[0].GetString(), told.GetProperty("txHash").GetString()));
    }

    [SkippableFact]
    public async Task A_deal_of_many_tasks_is_shown_in_parts()
    {
        await RequesterAsync();
        var (app, pool) = await SellAsync(volume: 150, price: 1);
        var order = JsonSerializer.SerializeToNode(new RunRequest(network.App, new(10)) { Volume = 150, Trust = 0 }.ToOrder(_requester), ProtocolJson.Files);
        var project = new JsonObject { ["order"] = new JsonObject { ["requestorder"] = order } };
        _user.Write("iexec.json", project.ToJsonString());
        await _user.RunAsync(Password, "order", "sign", "--request");
        var (_, filled, _) = await _user.RunAsync(Password, "order", "fill", "--app", app.ToString(), "--workerpool", pool.ToString(), "--request", "--force", "--raw");
        var deal = JsonDocument.Parse(filled).RootElement.GetProperty("dealid").GetString()!;

        var (_, first, _) = await _user.RunAsync(Password, "deal", "show", deal);
        var (_, rest, _) = await _user.RunAsync(Password, "deal", "show", deal, "--from", "100", "--raw");

        Assert.Contains("50: see them with --from 100", first, StringComparison.Ordinal);
        Assert.Equal(50, JsonDocument.Parse(rest).RootElement.GetProperty("tasks").GetArrayLength());
    }

    private async Task<Address> RequesterAsync()
    {
        network.Required();
        var key = await network.AccountAsync(stake: 1000);
        var (exit, _, error) = await _user.RunAsync(Password, "wallet", "import", Hex.Encode(key.ExportBytes()));
        Assert.True(exit == 0, error);
        return _requester = key.Address;
    }

    /// <summary>Puts the app on sale for a tenth of the price of a new pool.</summary>
    private async Task<(OrderHash App, OrderHash Pool)> SellAsync(ulong volume = 5, ulong price = 100)
    {
        var owner = await network.AccountAsync(stake: 10_000);
        var pool = await network.PoolAsync(owner);
        var app = new AppOrder(network.App, new(price / 10), volume, Tag.None, default, default, default, Orders.NewSalt());
        var order = new WorkerpoolOrder(pool, new(price), volume, Tag.None, 0, 5, default, default, default, Orders.NewSalt());
        var (appClient, poolClient) = (new IexecClient(_chain!, Surroundings.Real, network.AppOwner, null), new IexecClient(_chain!, Surroundings.Real, owner, null));
        return (
            await appClient.Orders.PublishAsync(app.SignWith(network.AppOwner, network.Domain), default),
            await poolClient.Orders.PublishAsync(order.SignWith(owner, network.Domain), default));
    }
}
