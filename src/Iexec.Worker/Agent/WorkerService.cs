using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Worker.Engine;
using Iexec.Worker.Inputs;
using Iexec.Worker.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Iexec.Worker;

/// <summary>A worker as a service: it answers only for its health and metrics, and works on its own.</summary>
public static class WorkerService
{
    // A long poll lasts 20 seconds, an upload as long as its deadline allows.
    private static readonly TimeSpan HttpTimeout = TimeSpan.FromMinutes(30);

    /// <summary>The service, not started.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="chainId">The chain's id.</param>
    /// <param name="time">The clock; the system's when null.</param>
    public static WebApplication Create(WorkerSettings settings, ulong chainId, TimeProvider? time = null)
    {
        var builder = ServiceHost.CreateBuilder(settings, time);
        builder.Services
            .AddDatabase<WorkerDb>(settings, "worker")
            .AddSingleton(settings)
            .AddChain(settings)
            .AddSingleton(_ => new HttpClient { Timeout = HttpTimeout })
            .AddSingleton(s => new DockerClient(settings.Engine, s.GetRequiredService<TimeProvider>()))
            .AddSingleton(s => ActivatorUtilities.CreateInstance<AppRunner>(s, settings.Name))
            .AddSingleton(s => ActivatorUtilities.CreateInstance<SchedulerLink>(s, chainId))
            .AddSingleton<InputFiles>()
            .AddSingleton<StatusBoard>()
            .AddSingleton<Patience>()
            .AddSingleton<ResultMemory>()
            .AddSingleton<Preflight>()
            .AddSingleton<Computation>()
            .AddSingleton<WorkerParts>()
            .AddSingleton(s => new TransactionSender<WorkerDb>(
                s.GetRequiredService<EthClient>(),
                settings.Key,
                s.GetRequiredService<IDbContextFactory<WorkerDb>>(),
                new TransactionSenderSettings(),
                s.GetRequiredService<TimeProvider>(),
                s.GetRequiredService<ILogger<TransactionSender<WorkerDb>>>()))
            .AddSingleton<ITransactionSender>(s => s.GetRequiredService<TransactionSender<WorkerDb>>())
            .AddHostedService<OutboxLoop>()
            .AddHostedService<WorkerAgent>();
        return ServiceHost.Build(builder);
    }

    private sealed class OutboxLoop(TransactionSender<WorkerDb> sender) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => sender.RunAsync(stoppingToken);
    }
}
