using Iexec.Client;
using Iexec.Devnet.Images;
using Iexec.Devnet.Tests.Images;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler;
using Iexec.Testing;
using Iexec.Worker.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Iexec.Runtime;
using Iexec.Hosting;

namespace Iexec.Devnet.Tests.Network;

/// <summary>One running network that all tests of the collection use as strangers would, one after the other.</summary>
public sealed class NetworkFixture : IAsyncLifetime
{
    /// <summary>How long an app of the short category may run, in seconds: the task must be contributed within 7 of these.</summary>
    public const ulong ShortTime = 10;

    /// <summary>How long an app of the hasty category may run, in seconds: a task without a result is refunded after 10 of these.</summary>
    public const ulong HastyTime = 4;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private readonly List<WalletSession> wallets = [];
    private DevNetwork? network;
    private WebApplication? scheduler;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("iexec-network-").FullName;

    internal HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(2) };

    internal DockerClient Engine { get; } = new(DockerEndpoint.Parse(DockerEngine.Address), TimeProvider.System);

    internal DevNetwork Network => network!;

    internal DevnetInfo Info => Network.Info;

    internal Uri SchedulerUrl => Info.Scheduler;

    internal WalletSession AppOwner { get; private set; } = null!;

    /// <summary>The image of the app that misbehaves as its first argument says.</summary>
    internal PublishedImage Image { get; private set; } = null!;

    /// <summary>The app that misbehaves as its first argument says.</summary>
    internal Address App { get; private set; }

    internal ulong ShortCategory { get; private set; }

    internal ulong HastyCategory { get; private set; }

    internal string? MissingReason { get; } = DockerEngine.MissingReason ?? LocalRegistry.MissingReason
        ?? (File.Exists("/bin/busybox") ? null : "needs /bin/busybox (Debian package busybox-static)");

    internal void SkipIfMissing() => Skip.If(MissingReason is not null, MissingReason);

    public async Task InitializeAsync()
    {
        if (MissingReason is not null)
            return;
        using var limit = new CancellationTokenSource(Limit);
        network = await DevNetwork.StartAsync(
            new DevnetSettings { StateFolder = Folder }, new Progress<string>(), ServiceSurroundings.Real, limit.Token);
        scheduler = network.Scheduler;
        Image = await new Iexec.Devnet.Images.RegistryClient(Http, Info.Registry).PublishAsync(MisbehavingImage.Create(), limit.Token);
        AppOwner = await WalletAsync(limit.Token);
        App = await SellAsync(Image.ToApp("misbehaving"));
        ShortCategory = await SellTimeAsync("short", ShortTime, limit.Token);
        HastyCategory = await SellTimeAsync("hasty", HastyTime, limit.Token);
    }

    public async Task DisposeAsync()
    {
        if (AppOwner is not null)
            await RemoveImagesAsync();
        foreach (var wallet in wallets)
            await wallet.DisposeAsync();
        if (scheduler is not null && scheduler != network!.Scheduler)
            await scheduler.DisposeAsync();
        if (network is not null)
            await network.DisposeAsync();
        Engine.Dispose();
        Http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A new requester with money in its account.</summary>
    internal async Task<WalletSession> RequesterAsync(string deposit = "10 RLC")
    {
        using var limit = new CancellationTokenSource(Limit);
        var wallet = await WalletAsync(limit.Token);
        await new FaucetClient(Http, Info.Faucet).GetRlcAsync(wallet.Address, limit.Token);
        if (Rlc.Parse(deposit) > Rlc.Zero)
            await wallet.Client.Accounts.DepositAsync(Rlc.Parse(deposit), limit.Token);
        return wallet;
    }

    /// <summary>Registers an app of the test's app owner and puts it on sale.</summary>
    internal async Task<Address> SellAsync(AppInfo info)
    {
        using var limit = new CancellationTokenSource(Limit);
        var app = await AppOwner.Client.Resources.DeployAppAsync(info, limit.Token);
        await AppOwner.Client.Orders.PublishAsync(AppOrderOf(app).SignWith(AppOwner.Client.Key, AppOwner.Client.Domain), limit.Token);
        return app;
    }

    /// <summary>An app order at the network's usual price, not signed.</summary>
    internal static AppOrder AppOrderOf(Address app) =>
        new(app, new DevnetSettings().AppPrice, 1000, Tag.None, Address.Zero, Address.Zero, Address.Zero, Orders.NewSalt());

    /// <summary>A request for a run of an app, not signed.</summary>
    internal RequestOrder RequestOf(WalletSession requester, Address app, string args) => new(
        app, Rlc.Parse("1 RLC"), Address.Zero, Rlc.Zero, Info.Workerpool, Rlc.Parse("1 RLC"), requester.Address, 1, Tag.None, 0, 3,
        requester.Address, Address.Zero, new DealParams { Args = args }.ToText(), Orders.NewSalt());

    /// <summary>Buys a task of the market's best orders.</summary>
    internal async Task<Purchase> BuyAsync(RequestOrder request, WalletSession requester)
    {
        using var limit = new CancellationTokenSource(Limit);
        var client = requester.Client;
        MatchExplanation explanation;
        while ((explanation = await client.Orders.ExplainAsync(request, limit.Token)).Candidates.Count == 0)
            await Task.Delay(100, limit.Token);
        var terms = await client.Orders.TermsAsync(explanation.Best(), limit.Token);
        var before = await BalancesAsync();
        var run = await client.Runs.BuyAsync(terms, limit.Token);
        return new(this, requester, await client.History.DealAsync(run.Deal, limit.Token), before);
    }

    /// <summary>Buys a task of two agreeing workers, and waits for its end.</summary>
    internal async Task<Ending> RunAsync(Address app, string args)
    {
        var requester = await RequesterAsync();
        return await (await BuyAsync(RequestOf(requester, app, args), requester)).EndAsync();
    }

    /// <summary>Sees to it that a task that is in order is completed, whatever was done to the network before.</summary>
    internal async Task NextTaskRunsAsync()
    {
        var requester = await RequesterAsync();
        var words = Guid.NewGuid().ToString("N");
        var purchase = await BuyAsync(RequestOf(requester, App, $"well {words}") with { Trust = 1 }, requester);
        var ending = await purchase.EndAsync();
        Assert.Equal(ChainTaskStatus.Completed, ending.Task.Status);
        Assert.Equal(words + "\n", await ending.ResultAsync("result.txt"));
    }

    /// <summary>Everybody's account, and the RLC that the hub holds for them.</summary>
    internal async Task<Balances> BalancesAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var client = AppOwner.Client;
        var accounts = new Dictionary<Address, Account>();
        foreach (var owner in Network.Names.Keys.Concat(wallets.Select(w => w.Address)))
            accounts[owner] = await client.Accounts.ShowAsync(owner, limit.Token);
        return new(accounts, await client.Accounts.WalletRlcAsync(client.Chain.Hub, limit.Token));
    }

    /// <summary>Stops the scheduler and starts another on its data and address.</summary>
    internal async Task RestartSchedulerAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        var settings = scheduler!.Services.GetRequiredService<SchedulerSettings>() with { Listen = SchedulerUrl };
        await scheduler.StopAsync(limit.Token);
        scheduler = SchedulerService.Create(settings);
        await scheduler.StartAsync(limit.Token);
    }

    private async Task RemoveImagesAsync()
    {
        foreach (var app in (Address[])[Info.App, App])
        {
            var (_, info) = await AppOwner.Client.Resources.AppAsync(app, CancellationToken.None);
            var image = $"{info.Image[..info.Image.LastIndexOf(':')]}@sha256:{info.Checksum.ToString()[2..]}";
            await Engine.Images.RemoveAsync(image, CancellationToken.None);
        }
    }

    private async Task<WalletSession> WalletAsync(CancellationToken ct)
    {
        var wallet = await WalletSession.OpenAsync(
            Info.Chain, Surroundings.Real, PrivateKey.Create(), Path.Combine(Folder, "test-wallets"), ct);
        wallets.Add(wallet);
        await new FaucetClient(Http, Info.Faucet).GetEthAsync(wallet.Address, ct);
        return wallet;
    }

    // The pool sells one category by itself; its owner may sell others.
    private async Task<ulong> SellTimeAsync(string name, ulong seconds, CancellationToken ct)
    {
        var pool = Network.Pool.Client;
        var category = await pool.Hub.CountCategoryAsync(ct);
        await Network.Bank.Sender.SendAsync(pool.Calls.CreateCategory(new(category, name, "for tests", seconds)), $"category:{name}", ct: ct);
        var order = new WorkerpoolOrder(
            Info.Workerpool, new DevnetSettings().PoolPrice, 100, Tag.None, category, 10, Address.Zero, Address.Zero, Address.Zero, Orders.NewSalt());
        await pool.Orders.PublishAsync(order.SignWith(pool.Key, pool.Domain), ct);
        return category;
    }
}

/// <summary>The tests share one network, which needs the machine for itself.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NetworkCollection : ICollectionFixture<NetworkFixture>
{
    public const string Name = "Network";
}
