using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Results;
using Iexec.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Iexec.Scheduler.Tests.Network;

/// <summary>A workerpool of its own with its scheduler and a result store, both as in production.</summary>
internal sealed class TestPool : IAsyncDisposable
{
    public const ulong Price = 1000;
    public const ulong WorkerStake = 300;

    private readonly TempFolder _results = new();
    private readonly List<TempFolder> _folders = [];
    private readonly List<TestWorker> _workers = [];
    private readonly Func<SchedulerSettings, SchedulerSettings> _change;
    private WebApplication? _scheduler;
    private WebApplication? _store;
    private Uri? _url;
    private long _salt;

    private TestPool(PoolNetwork network, PrivateKey owner, PrivateKey requester, Address address, Func<SchedulerSettings, SchedulerSettings>? change)
    {
        (Network, Owner, Requester, Address, _change) = (network, owner, requester, address, change ?? (s => s));
    }

    public PoolNetwork Network { get; }

    public PrivateKey Owner { get; }

    public PrivateKey Requester { get; }

    public Address Address { get; }

    public Uri Url => _url!;

    public Uri StoreUrl => _store!.ListenUrl();

    public SchedulerClient Client => new(Network.Http, Url);

    public static async Task<TestPool> StartAsync(PoolNetwork network, Func<SchedulerSettings, SchedulerSettings>? change = null)
    {
        network.Required();
        var owner = await network.AccountAsync(stake: 1_000_000);
        var pool = new TestPool(network, owner, await network.AccountAsync(stake: 1_000_000), await network.PoolAsync(owner), change);
        pool._store = ResultsService.Create(new() { DataFolder = pool._results.Path, ChainUrl = network.RpcUrl, Hub = network.Contracts.Hub, LogLevel = LogLevel.Warning });
        await pool._store.StartAsync();
        await pool.StartSchedulerAsync(withNewDatabase: true);
        return pool;
    }

    public async Task StartSchedulerAsync(bool withNewDatabase)
    {
        if (withNewDatabase)
            _folders.Add(new());
        _scheduler = SchedulerService.Create(_change(new()
        {
            Listen = _url ?? new("http://127.0.0.1:0"),
            DataFolder = _folders[^1].Path,
            ChainUrl = Network.RpcUrl,
            Hub = Network.Contracts.Hub,
            Workerpool = Address,
            Owner = Owner,
            ResultStore = StoreUrl,
            StartBlock = Network.Contracts.Block,
            PollInterval = TimeSpan.FromMilliseconds(50),
            LookAgain = TimeSpan.FromMilliseconds(500),
            LogLevel = LogLevel.Warning,
        }));
        await _scheduler.StartAsync();
        _url = _scheduler.ListenUrl();
        await Wait.UntilAsync(() => Network.Http.GetStringAsync(new Uri(Url, "/health")), health => !health.Contains("reads the chain", StringComparison.Ordinal));
    }

    public async Task StopSchedulerAsync()
    {
        await _scheduler!.StopAsync();
        await _scheduler.DisposeAsync();
    }

    /// <summary>A worker that does what a worker does, but for what the test takes away.</summary>
    public async Task<TestWorker> WorkerAsync(Func<TestWorker, TestWorker>? change = null, ulong stake = 10_000)
    {
        var worker = new TestWorker(this, await Network.AccountAsync(stake), $"worker-{_workers.Count + 1}");
        worker = change?.Invoke(worker) ?? worker;
        _workers.Add(worker);
        worker.Start();
        return worker;
    }

    /// <summary>A deal; its tasks are for this pool.</summary>
    public async Task<DealId> DealAsync(ulong trust = 3, ulong volume = 1, Address callback = default, WorkerpoolOrder? order = null)
    {
        var app = new AppOrder(Network.App, Rlc.Zero, volume, Tag.None, default, default, default, Salt()).SignWith(Network.AppOwner, Network.Domain);
        var pool = order ?? new WorkerpoolOrder(Address, new(Price), volume, Tag.None, 0, trust, default, default, default, Salt()).SignWith(Owner, Network.Domain);
        var request = new RequestOrder(
            Network.App, Rlc.Zero, default, Rlc.Zero, Address, new(Price), Requester.Address, volume, Tag.None, 0, trust, Requester.Address, callback, "", Salt())
            .SignWith(Requester, Network.Domain);
        var receipt = await Network.SendAsync(Requester.Address, Network.Calls.MatchOrders(app, null, pool, request));
        return receipt.Logs.Where(l => l.Address == Network.Contracts.Hub).Select(HubEvents.Decode).OfType<OrdersMatched>().Single().Deal;
    }

    public async Task<TaskId> TaskAsync(ulong trust = 3, Address callback = default) => TaskId.Of(await DealAsync(trust, callback: callback), 0);

    /// <summary>Waits until the scheduler says so of a task.</summary>
    public Task<TaskReport> UntilAsync(TaskId task, Func<TaskReport, bool> condition) => Wait.KnownAsync(() => Client.TaskAsync(task, default), condition);

    public Task<TaskReport> UntilAsync(TaskId task, TaskState state) => UntilAsync(task, r => r.State == state.ToString());

    public string Token(PrivateKey key) => WalletToken.Issue(key, TokenAudience.Scheduler(Anvil.ChainId, Address, Url), DateTimeOffset.UtcNow.AddHours(1));

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
            await worker.DisposeAsync();
        await StopSchedulerAsync();
        await _store!.DisposeAsync();
        _results.Dispose();
        _folders.ForEach(f => f.Dispose());
    }

    private Bytes32 Salt() => Keccak256.HashText($"{Address} {_salt++}");
}
