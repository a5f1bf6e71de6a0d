using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Iexec.Market;

/// <summary>The market: an order book with the published interface, and the addresses of schedulers.</summary>
public static class MarketService
{
    /// <summary>A market, not started yet.</summary>
    /// <param name="settings">What it serves.</param>
    /// <param name="surroundings">What comes from outside; the real ones when null.</param>
    public static WebApplication Create(MarketSettings settings, ServiceSurroundings? surroundings = null)
    {
        var builder = ServiceHost.CreateBuilder(settings, surroundings);
        builder.Services
            .AddSingleton(settings)
            .AddDatabase<MarketDb>(settings, "market")
            .AddSingleton(s => new EthClient(new JsonRpcClient(s.GetRequiredService<Surroundings>(), settings.ChainUrl)))
            .AddSingleton<MarketChain>()
            .AddSingleton<FollowedChain>()
            .AddSingleton<SkippedEvents>()
            .AddSingleton<Reconciler>()
            .AddSingleton<DealCompletion>()
            .AddSingleton<MarketMetrics>()
            .AddSingleton<MarketWatcher>()
            .AddHostedService(s => s.GetRequiredService<MarketWatcher>())
            .AddSingleton<Challenges>()
            .AddSingleton<OrderPublisher>()
            .AddHealthChecks().AddCheck<MarketWatcher>("chain");

        var app = ServiceHost.Build(builder, metricsPath: "/metrics/prometheus");
        app.Services.GetRequiredService<MarketMetrics>();
        var requests = app.MapGroup("").AddEndpointFilter<ChainRequests>();
        requests.MapGet("/challenge", async (HttpRequest request, MarketDb db, Challenges challenges, CancellationToken ct) =>
        {
            var address = new QueryReader(request.Query).Address("address")
                ?? throw new UserErrorException("'address' is required: the wallet that logs in");
            return TypedResults.Ok(new ChallengeReply(await challenges.CreateAsync(db, address, ct)));
        }).WithName("GetChallenge").WithSummary("A challenge for a wallet to sign, good for one request within five minutes.");
        requests.MapOrders();
        requests.MapDeals();
        requests.MapCategories();
        requests.MapWorkerpools();
        requests.MapMetrics();
        return app;
    }
}
