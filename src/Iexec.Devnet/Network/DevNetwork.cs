using Iexec.Client;
using Iexec.Devnet.Images;
using Iexec.Devnet.Processes;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Worker.Engine;
using Microsoft.AspNetCore.Builder;

namespace Iexec.Devnet;

/// <summary>
/// A whole network on this machine: a new chain with the protocol's contracts, an image registry, the services that production runs, a
/// workerpool with its workers, and a sample app on sale. Disposing stops all that it started.
/// </summary>
public sealed class DevNetwork : IAsyncDisposable
{
    private readonly Stack<Func<ValueTask>> stops = new();
    private readonly ServiceSurroundings surroundings;
    private readonly DevnetSettings settings;
    private readonly IProgress<string> progress;
    private readonly HttpClient http;

    private DevNetwork(DevnetSettings settings, IProgress<string> progress, ServiceSurroundings surroundings)
    {
        this.settings = settings;
        this.progress = progress;
        this.surroundings = surroundings;
        http = surroundings.CreateHttp(HttpBounds.Message with { Time = TimeSpan.FromMinutes(2) });
    }

    /// <summary>Where everything is.</summary>
    public DevnetInfo Info { get; private set; } = null!;

    /// <summary>The wallets' roles, for people.</summary>
    public IReadOnlyDictionary<Address, string> Names => names;

    /// <summary>A text with the wallets' addresses replaced by their roles.</summary>
    public string Rename(string text) => names.Aggregate(text, (t, n) => t.Replace(n.Key.ToString(), n.Value, StringComparison.Ordinal));

    /// <summary>Ends when one of its processes ended by itself; its value says which.</summary>
    public Task<string> Crashed { get; private set; } = null!;

    /// <summary>The wallet that owns the hub and holds the network's money.</summary>
    internal WalletSession Bank { get; private set; } = null!;

    /// <summary>The wallet that owns the workerpool; its transactions are the scheduler's to send.</summary>
    internal WalletSession Pool { get; private set; } = null!;

    /// <summary>The workerpool's scheduler.</summary>
    internal WebApplication Scheduler { get; private set; } = null!;

    private readonly Dictionary<Address, string> names = new() { [PocoConstants.Kitty] = "kitty" };

    /// <summary>Starts a network; what an earlier one left running is stopped first.</summary>
    /// <param name="settings">What it is like.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="surroundings">What comes from outside.</param>
    /// <param name="ct">Cancels; what was started is stopped.</param>
    /// <exception cref="DevnetException">Something it needs is missing, or did not start.</exception>
    public static async Task<DevNetwork> StartAsync(
        DevnetSettings settings, IProgress<string> progress, ServiceSurroundings surroundings, CancellationToken ct)
    {
        var network = new DevNetwork(settings, progress, surroundings);
        try
        {
            await network.StartAsync(ct);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (stops.TryPop(out var stop))
            await stop();
        http.Dispose();
    }

    private async Task StartAsync(CancellationToken ct)
    {
        var state = StateFolder.Open(settings.StateFolder);
        stops.Push(() => { state.Dispose(); return ValueTask.CompletedTask; });
        foreach (var leftover in await Leftovers.StopAsync(state, surroundings.Time))
            progress.Report($"stopped {leftover}, left by a network that was killed");
        var services = Path.Combine(state.Path, "services");
        if (Directory.Exists(services))
            Directory.Delete(services, recursive: true);
        var supervisor = new Supervisor(state, surroundings.Time);
        stops.Push(supervisor.DisposeAsync);
        Crashed = supervisor.Crashed;

        var containers = StartContainersAsync(supervisor, ct);
        // Where something else fails first, nothing is left that starts after the stop.
        stops.Push(async () => await ((Task)containers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
        var chainUrl = await AnvilProcess.StartAsync(supervisor, settings.ChainId, null, ct);
        progress.Report($"chain {settings.ChainId} at {chainUrl}");
        Bank = await OpenBankAsync(chainUrl, services, ct);
        var contracts = await new ContractDeployer(Bank.Sender, Bank.Client.Operation).DeployAsync(null, ct);
        progress.Report($"contracts deployed, the hub at {contracts.Hub}");
        var (engine, registry, image) = await containers;

        var log = new FileLog(Path.Combine(state.Logs, "services.log"), surroundings.Time);
        stops.Push(() => { log.Dispose(); return ValueTask.CompletedTask; });
        var shared = new NetworkServices(settings, services, chainUrl, contracts, log, surroundings);
        var results = await RunAsync(shared.Results(), ct);
        var market = await RunAsync(shared.Market(), ct);
        var chain = new ChainConfig(settings.ChainId.ToString(), chainUrl, contracts.Hub, market, results, Compass: market);
        var faucet = await RunAsync(shared.Faucet(Bank.Sender), ct);
        progress.Report($"market at {market}, results at {results}, faucet at {faucet}");
        var actors = new Actors(chain, surroundings, Bank.Sender, contracts.Rlc, Path.Combine(services, "wallets"));

        Pool = await CreateAsync(actors, "pool owner (scheduler)", "1000 RLC", ct);
        var workerpool = await Pool.Client.Resources.DeployWorkerpoolAsync("devnet workerpool", ct);
        Scheduler = shared.Scheduler(Pool, workerpool, market, results);
        var scheduler = await RunAsync(Scheduler, ct);
        progress.Report($"workerpool {workerpool}, its scheduler at {scheduler}");
        var workers = new List<Address>();
        for (var i = 1; i <= settings.Workers; i++)
        {
            var worker = await CreateAsync(actors, $"worker {i}", "100 RLC", ct);
            await RunAsync(shared.Worker($"worker-{i}", worker, workerpool, scheduler, engine), ct);
            workers.Add(worker.Address);
            progress.Report($"worker {i} joined: {worker.Address}");
        }
        var app = await SellAppAsync(actors, image, ct);
        var self = ProcessIdentity.Of(Environment.ProcessId)!.Value;
        Info = new(self.Pid, self.StartTicks, chain, faucet, registry, results, scheduler, workerpool, app, image.Multiaddr, workers);
        Info.Write(state);
    }

    private async Task<(DockerEndpoint Engine, Uri Registry, PublishedImage Image)> StartContainersAsync(Supervisor supervisor, CancellationToken ct)
    {
        var engine = await ContainerEngine.EnsureAsync(supervisor, surroundings.Time, ct);
        var registry = await RegistryProcess.StartAsync(supervisor, null, ct);
        var image = await new Images.RegistryClient(http, registry).PublishAsync(await VanityImage.CreateAsync(ct), ct);
        progress.Report($"Docker Engine at {engine}, registry at {registry}, image {image.Multiaddr}");
        return (engine, registry, image);
    }

    private async Task<WalletSession> OpenBankAsync(Uri chainUrl, string folder, CancellationToken ct)
    {
        var chain = new ChainConfig(settings.ChainId.ToString(), chainUrl, Address.Zero);
        var bank = await WalletSession.OpenAsync(chain, surroundings, PrivateKey.Parse(AnvilProcess.FirstAccountKey), Path.Combine(folder, "wallets"), ct);
        stops.Push(bank.DisposeAsync);
        names[bank.Address] = "bank";
        return bank;
    }

    private async Task<WalletSession> CreateAsync(Actors actors, string name, string deposit, CancellationToken ct)
    {
        var actor = await actors.CreateAsync(Rlc.Parse(deposit), ct);
        stops.Push(actor.DisposeAsync);
        names[actor.Address] = name;
        return actor;
    }

    private async Task<Address> SellAppAsync(Actors actors, PublishedImage image, CancellationToken ct)
    {
        var owner = await CreateAsync(actors, "app owner", "0 RLC", ct);
        var app = await owner.Client.Resources.DeployAppAsync(image.ToApp("vanity"), ct);
        var order = new AppOrder(
            app, settings.AppPrice, 1_000_000, Tag.None, Address.Zero, Address.Zero, Address.Zero, Orders.NewSalt());
        await owner.Client.Orders.PublishAsync(order.SignWith(owner.Client.Key, owner.Client.Domain), ct);
        progress.Report($"app vanity {app} on sale for {settings.AppPrice}");
        return app;
    }

    private async Task<Uri> RunAsync(WebApplication service, CancellationToken ct)
    {
        stops.Push(service.DisposeAsync);
        await service.StartAsync(ct);
        stops.Push(async () => await service.StopAsync(CancellationToken.None));
        return Hosting.ServiceHost.ListenUrl(service);
    }
}
