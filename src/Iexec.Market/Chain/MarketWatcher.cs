using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Iexec.Market;

/// <summary>Follows the chain, and reconciles the book with it: at start, whenever the view moves, and on a timer.</summary>
internal sealed class MarketWatcher(
    EthClient eth,
    IDbContextFactory<MarketDb> databases,
    MarketChain chain,
    Reconciler reconciler,
    DealCompletion deals,
    SkippedEvents skipped,
    MarketSettings settings,
    Surroundings surroundings,
    ILogger<ChainFollower<MarketDb>> followerLog,
    ILogger<MarketWatcher> log) : BackgroundService, IHealthCheck
{
    /// <summary>The name of the view's cursor.</summary>
    public const string FollowerName = "market";

    /// <summary>The view may be this far behind the chain and still be read at its own block, which nodes keep this long.</summary>
    private const ulong RecentBlocks = 64;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(10);

    private readonly WakeUp _moved = new(surroundings.Time);
    private ChainFollower<MarketDb>? _follower;
    private volatile string? _fault;

    /// <summary>How the follower is doing.</summary>
    public FollowerStatus Status => _follower?.Status ?? new(Reason: "the hub's registries are not known yet");

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubles = Told(Status.Reason, _fault, reconciler.Trouble, deals.Trouble);
        return Task.FromResult(troubles.Length > 0
            ? HealthCheckResult.Degraded(troubles)
            : HealthCheckResult.Healthy(Told($"block {Status.Block}", skipped.Sentence)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var registries = await RegistriesAsync(stoppingToken);
        _follower = new(
            eth,
            databases,
            new ChainEvents(settings.Hub, registries, skipped),
            new()
            {
                Name = FollowerName,
                Addresses = [settings.Hub, .. registries.Keys],
                StartBlock = settings.FirstBlock,
                Confirmations = settings.Confirmations,
                PollInterval = settings.PollInterval,
            },
            surroundings,
            followerLog);
        _follower.Advanced += _ => _moved.Give();
        // The follower ends only by cancellation or because it is on the wrong chain, which ends the service.
        await await Task.WhenAny(_follower.RunAsync(stoppingToken), ReconcileAsync(stoppingToken));
    }

    private async Task<Dictionary<Address, OrderKind>> RegistriesAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                var registries = new Dictionary<Address, OrderKind>();
                foreach (var kind in Enum.GetValues<OrderKind>())
                {
                    if (kind.Resource() is { } resource)
                        registries[await chain.RegistryAsync(resource, ct)] = kind;
                }
                return registries;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                log.LogWarning(
                    "The registries of hub {Hub} can not be read at {Node}; it is tried again: {Reason}",
                    settings.Hub, settings.ChainUrl.Authority, e.Message);
                await Task.Delay(settings.PollInterval, surroundings.Time, ct);
            }
        }
    }

    private async Task ReconcileAsync(CancellationToken ct)
    {
        var nextSweep = surroundings.Time.GetUtcNow();
        while (true)
        {
            try
            {
                if (surroundings.Time.GetUtcNow() >= nextSweep)
                {
                    await reconciler.TouchOpenAsync(ct);
                    nextSweep = surroundings.Time.GetUtcNow() + SweepInterval;
                }
                // While the node fails the follower, it would fail each order too, and each would wait longer and longer.
                if (Status is { Reason: null, Lag: { } lag } && lag <= (ulong)settings.Confirmations + RecentBlocks)
                    await Task.WhenAll(reconciler.RunAsync(ct), deals.RunAsync(ct));
                _fault = null;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                _fault = $"orders and deals are not compared with the chain: {e.Message}";
                log.LogWarning(e, "Orders were not reconciled with the chain; it is tried again");
            }
            await _moved.WaitAsync(settings.PollInterval, ct);
        }
    }

    private static string Told(params IEnumerable<string?> sentences) => string.Join("; ", sentences.OfType<string>());
}
