using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Chain;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Offers;
using Iexec.Scheduler.Requesters;
using Iexec.Scheduler.Tasks;
using Iexec.Scheduler.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Iexec.Scheduler;

/// <summary>The brain of one workerpool as a service: takes its deals through to their end with the workers that connect.</summary>
public static class SchedulerService
{
    /// <summary>A scheduler, not started yet.</summary>
    /// <param name="settings">What it serves.</param>
    /// <param name="surroundings">What comes from outside; the real ones when null.</param>
    public static WebApplication Create(SchedulerSettings settings, ServiceSurroundings? surroundings = null)
    {
        var builder = ServiceHost.CreateBuilder(settings, surroundings);
        builder.Services
            .AddSingleton(settings)
            .AddDatabase<SchedulerDb>(settings)
            .AddChain(settings)
            .AddSingleton<ChainId>()
            .AddSingleton<DealReader>()
            .AddSingleton<Ledger>()
            .AddTasks(settings)
            .AddSingleton<Callers>()
            .AddSingleton<Roster>()
            .AddSingleton<WorkerChooser>()
            .AddSingleton<WorkerReports>()
            .AddSingleton<DesiredStates>()
            .AddSingleton<SchedulerMetrics>()
            .AddSingleton<ServiceAddress>()
            .AddSingleton<OfferBook>()
            .AddSingleton<OfferKeeper>()
            .AddHostedService(s => s.GetRequiredService<SchedulerLoop>())
            .AddHostedService(s => s.GetRequiredService<OfferKeeper>())
            .ConfigureHttpJsonOptions(json =>
            {
                json.SerializerOptions.NumberHandling = ProtocolJson.Api.NumberHandling;
                json.SerializerOptions.DefaultIgnoreCondition = ProtocolJson.Api.DefaultIgnoreCondition;
                json.SerializerOptions.RespectRequiredConstructorParameters = true;
                json.SerializerOptions.RespectNullableAnnotations = true;
                json.SerializerOptions.TypeInfoResolver = ProtocolJson.Api.TypeInfoResolver;
                foreach (var converter in ProtocolJson.Api.Converters)
                    json.SerializerOptions.Converters.Add(converter);
            })
            .AddHealthChecks().AddCheck<SchedulerLoop>("tasks").AddCheck<OfferKeeper>("market");

        var app = ServiceHost.Build(builder);
        app.Services.GetRequiredService<SchedulerMetrics>();
        app.MapWorkers();
        app.MapTasks();
        return app;
    }

    private static IServiceCollection AddTasks(this IServiceCollection services, SchedulerSettings settings) => services
        .AddSingleton<WakeUp>()
        .AddSingleton<TaskQueue>()
        .AddSingleton<PoolEvents>()
        .AddSingleton<Readiness>()
        .AddSingleton<ResultProbe>()
        .AddSingleton<TaskObserver>()
        .AddSingleton<DecisionWriter>()
        .AddSingleton<TaskRunner>()
        .AddSingleton<DealOpener>()
        .AddSingleton<SchedulerLoop>()
        .AddSingleton(s => new ChainFollower<SchedulerDb>(
            s.GetRequiredService<EthClient>(),
            s.GetRequiredService<IDbContextFactory<SchedulerDb>>(),
            s.GetRequiredService<PoolEvents>(),
            new()
            {
                Name = "scheduler",
                Addresses = [settings.Hub],
                StartBlock = settings.StartBlock,
                Confirmations = settings.Confirmations,
                PollInterval = settings.PollInterval,
            },
            s.GetRequiredService<Surroundings>(),
            s.GetRequiredService<ILogger<ChainFollower<SchedulerDb>>>()))
        .AddSingleton(s => new TransactionSender<SchedulerDb>(
            s.GetRequiredService<EthClient>(),
            settings.Owner,
            s.GetRequiredService<IDbContextFactory<SchedulerDb>>(),
            new() { PollInterval = settings.PollInterval },
            s.GetRequiredService<Surroundings>(),
            s.GetRequiredService<ILogger<TransactionSender<SchedulerDb>>>()));
}
