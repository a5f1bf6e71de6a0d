using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Testing;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>A chain with the contracts, and a market on it. Account 0 owns the contracts and all RLC.</summary>
public class MarketNetwork : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Anvil _anvil = new();
    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly ShiftedTime _time = new();
    private Deployment? _contracts;
    private WebApplication? _service;
    private long _salt;
    private int _nextAccount;

    /// <summary>Skips the running test where there is no Anvil.</summary>
    public MarketNetwork Required()
    {
        _anvil.SkipIfAbsent();
        return this;
    }

    public EthClient Eth => _anvil.EthClient;

    /// <summary>The market's way to the node.</summary>
    internal FaultyNode Node { get; } = new();

    public Deployment Contracts => _contracts!;

    public Eip712Domain Domain => OrderHashing.Domain(Anvil.ChainId, Contracts.Hub);

    public Uri Url => _service!.ListenUrl();

    public HttpClient Http => _http;

    public MarketClient Market => new(_http, Url, Anvil.ChainId);

    /// <summary>A PostgreSQL connection string; null for SQLite.</summary>
    protected virtual string? PostgreSql => null;

    internal MarketSettings Settings => new()
    {
        DataFolder = _folder.Path,
        ChainUrl = _anvil.RpcUrl,
        ChainId = Anvil.ChainId,
        Hub = Contracts.Hub,
        FirstBlock = Contracts.Block,
        PollInterval = TimeSpan.FromMilliseconds(50),
        PostgreSql = PostgreSql,
        LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning,
    };

    public async ValueTask InitializeAsync()
    {
        await _anvil.InitializeAsync();
        try
        {
            _anvil.SkipIfAbsent();
        }
        catch (Exception)
        {
            return;
        }
        _contracts = await Deployment.DeployAsync(new(Eth, _anvil.Accounts[0].Address));
        await StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _anvil.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
        Node.Dispose();
    }

    public async Task StartAsync()
    {
        _service = MarketService.Create(Settings, ServiceSurroundings.Real with { Time = _time, Transport = Node.HandlerFor });
        await _service.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_service is not null)
        {
            await _service.StopAsync();
            await _service.DisposeAsync();
        }
        _service = null;
    }

    /// <summary>The market's time.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    public void PutClockForward(TimeSpan by) => _time.Shift += by;

    /// <summary>An account nobody else in the class uses, with this much staked.</summary>
    public async Task<PrivateKey> AccountAsync(ulong stake = 0)
    {
        var key = PrivateKey.Create();
        await Eth.Rpc.CallAsync<object?>("anvil_setBalance", [key.Address, "0xde0b6b3a7640000"]);
        await Eth.Rpc.CallAsync<object?>("anvil_impersonateAccount", [key.Address]);
        if (stake > 0)
        {
            await SendAsync(_anvil.Accounts[0].Address, TokenCalls.Transfer(Contracts.Rlc, key.Address, new(stake)));
            await SendAsync(key.Address, TokenCalls.Deposit(Contracts.Rlc, Contracts.Hub, new(stake)));
        }
        return key;
    }

    public async Task<IReadOnlyList<Log>> SendAsync(Address from, ContractCall call) =>
        (await new AnvilSender(Eth, from).SendAsync(call, "a test's call")).Receipt.Logs;

    public async Task<Address> AppAsync(PrivateKey owner) => RegistryCalls.CreatedEntry(Contracts.AppRegistry, await SendAsync(
        owner.Address, RegistryCalls.CreateApp(Contracts.AppRegistry, owner.Address, new($"app {_nextAccount++}", "DOCKER", [1], default, []))));

    public async Task<Address> DatasetAsync(PrivateKey owner) => RegistryCalls.CreatedEntry(Contracts.DatasetRegistry, await SendAsync(
        owner.Address, RegistryCalls.CreateDataset(Contracts.DatasetRegistry, owner.Address, new($"dataset {_nextAccount++}", [1], default))));

    public async Task<Address> PoolAsync(PrivateKey owner) => RegistryCalls.CreatedEntry(Contracts.WorkerpoolRegistry, await SendAsync(
        owner.Address, RegistryCalls.CreateWorkerpool(Contracts.WorkerpoolRegistry, owner.Address, $"pool {_nextAccount++}")));

    public AppOrder AppOrder(Address app, PrivateKey owner, ulong price = 1, ulong volume = 10) =>
        new AppOrder(app, new(price), volume, Tag.None, default, default, default, Salt()).SignWith(owner, Domain);

    public DatasetOrder DatasetOrder(Address dataset, PrivateKey owner, ulong price = 1, ulong volume = 10) =>
        new DatasetOrder(dataset, new(price), volume, Tag.None, default, default, default, Salt()).SignWith(owner, Domain);

    public WorkerpoolOrder PoolOrder(Address pool, PrivateKey owner, ulong price = 10, ulong volume = 10) =>
        new WorkerpoolOrder(pool, new(price), volume, Tag.None, 0, 3, default, default, default, Salt()).SignWith(owner, Domain);

    public RequestOrder RequestOrder(Address app, PrivateKey requester, ulong volume = 10, Address dataset = default, string text = "{}") =>
        new RequestOrder(app, new(1), dataset, new(1), default, new(10), requester.Address, volume, Tag.None, 0, 1, requester.Address, default, text, Salt())
            .SignWith(requester, Domain);

    /// <summary>Waits until the market says so of an order.</summary>
    public Task<PublishedOrder<T>> UntilAsync<T>(T order, Func<PublishedOrder<T>, bool> condition) where T : IOrder =>
        UntilAsync(() => Market.OrderAsync<T>(order.Hash(Domain), default), condition);

    public static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var value = await read();
            if (condition(value))
                return value;
            Assert.False(patience.IsCancellationRequested, $"still {value}");
            await Task.Delay(20);
        }
    }

    private Bytes32 Salt() => Bytes32.FromInteger(++_salt);
}
