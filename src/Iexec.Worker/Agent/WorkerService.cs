using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Runtime;
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
    /// <summary>The service, not started.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="chainId">The chain's id.</param>
    /// <param name="surroundings">What comes from outside; the real ones when null.</param>
    public static WebApplication Create(WorkerSettings settings, ulong chainId, ServiceSurroundings? surroundings = null)
    {
        var builder = ServiceHost.CreateBuilder(settings, surroundings);
        builder.Services
            .AddDatabase<WorkerDb>(settings)
            .AddSingleton(settings)
            .AddChain(settings)
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
                s.GetRequiredService<Surroundings>(),
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
