using Iexec.Chain;
using Iexec.Client;
using Iexec.Devnet.Processes;
using Iexec.Docker;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Market;
using Iexec.Results;
using Iexec.Scheduler;
using Iexec.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Iexec.Devnet;

/// <summary>The services that production runs, with the settings of a network on one machine.</summary>
internal sealed class NetworkServices(
    DevnetSettings settings, string folder, Uri chain, DeployedContracts contracts, ILoggerProvider log, ServiceSurroundings surroundings)
{
    private const int MarketPort = 3000, SchedulerPort = 13000, ResultsPort = 13200, FaucetPort = 5001;

    public WebApplication Results() => ResultsService.Create(
        new() { DataFolder = Folder("results"), ChainUrl = chain, Hub = contracts.Hub, Listen = Listen("results", ResultsPort), Logger = log }, surroundings: surroundings);

    public WebApplication Market() => MarketService.Create(
        new()
        {
            DataFolder = Folder("market"),
            ChainUrl = chain,
            Hub = contracts.Hub,
            Listen = Listen("the market", MarketPort),
            Logger = log,
            ChainId = settings.ChainId,
            FirstBlock = contracts.Block,
        },
        surroundings);

    public WebApplication Faucet(ITransactionSender bank) => FaucetService.Create(
        new() { DataFolder = Folder("faucet"), ChainUrl = chain, Hub = contracts.Hub, Listen = Listen("the faucet", FaucetPort), Logger = log },
        bank,
        contracts.Rlc,
        surroundings);

    public WebApplication Scheduler(WalletSession owner, Address workerpool, Uri market, Uri results) => SchedulerService.Create(
        new()
        {
            DataFolder = Folder("scheduler"),
            ChainUrl = chain,
            Hub = contracts.Hub,
            Listen = Listen("the scheduler", SchedulerPort),
            Logger = log,
            Owner = owner.Client.Key,
            Workerpool = workerpool,
            Market = market,
            ResultStore = results,
            StartBlock = contracts.Block,
            Offer = new(settings.PoolPrice, settings.Category, settings.Trust, Volume: 1000),
        },
        surroundings);

    public WebApplication Worker(string name, WalletSession wallet, Address workerpool, Uri scheduler, Uri results, DockerEndpoint engine) => WorkerService.Create(
        new()
        {
            DataFolder = Folder(name),
            ChainUrl = chain,
            Hub = contracts.Hub,
            Logger = log,
            Name = name,
            Key = wallet.Client.Key,
            Workerpool = workerpool,
            Scheduler = scheduler,
            Engine = engine,
            Network = settings.Network,
            Limits = settings.Limits,
            AllowPrivateData = true,
            IpfsGateways = [results],
            ChainPoll = TimeSpan.FromSeconds(1),
        },
        settings.ChainId,
        surroundings);

    private string Folder(string name) => Path.Combine(folder, name);

    private static Uri Listen(string what, int usual) => new($"http://127.0.0.1:{Ports.Choose(what, null, usual)}");
}
