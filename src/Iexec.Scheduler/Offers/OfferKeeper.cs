using System.Net;
using Iexec.Api;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Chain;
using Iexec.Scheduler.Tasks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Iexec.Scheduler.Offers;

/// <summary>
/// Sees to it that the market knows where this scheduler is, and that an order of the pool's terms is open there: looks, and does what is missing.
/// </summary>
internal sealed class OfferKeeper(
    SchedulerSettings settings, HttpClient http, OfferBook book, ChainId chainId, HubClient hub, ServiceAddress address, DealOpener deals, TimeProvider time,
    ILogger<OfferKeeper> log) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private volatile string? _trouble = "the market was not asked yet";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_trouble is { } trouble && settings.Market is not null ? HealthCheckResult.Degraded(trouble) : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Market is not { } url)
            return;
        try
        {
            await KeepAsync(url, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task KeepAsync(Uri url, CancellationToken ct)
    {
        var wake = new WakeUp(time);
        deals.Opened += wake.Give;
        var self = await address.ReadAsync(ct);
        var wait = FirstRetry;
        while (true)
        {
            try
            {
                var market = new MarketClient(http, url, await chainId.ReadAsync(ct));
                await RegisterAsync(market, self, ct);
                if (settings.Offer is { } offer)
                    await OfferAsync(market, offer, ct);
                (_trouble, wait) = (null, FirstRetry);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                if (_trouble != e.Message)
                    log.LogWarning("The pool's order is not open at the market: {Reason}", e.Message);
                (_trouble, wait) = (e.Message, wait * 2 < LookAgain ? wait * 2 : LookAgain);
            }
            await wake.WaitAsync(_trouble is null ? LookAgain : wait, ct);
        }
    }

    private async Task RegisterAsync(MarketClient market, Uri self, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var known = await FindAsync(() => market.SchedulerAsync(settings.Workerpool, ct));
        if (known?.ApiUrl == self && !known.IsAging(now))
            return;
        var signed = SchedulerEntry.SignedBy(settings.Owner, await chainId.ReadAsync(ct), settings.Workerpool, self, now);
        await market.SetSchedulerAsync(settings.Workerpool, signed, ct);
    }

    private async Task OfferAsync(MarketClient market, PoolOffer offer, CancellationToken ct)
    {
        var order = await book.CurrentAsync(offer, ct)
            ?? (await book.IsEmptyAsync(ct) ? await AdoptAsync(market, offer, ct) : null)
            ?? await book.SignAsync(offer, ct);
        if (await FindAsync(() => market.OrderAsync<WorkerpoolOrder>(order.Hash, ct)) is { Status: OrderStatus.Open })
            return;
        await RequireStakeAsync(order, ct);
        await market.PublishAsync(order.Order, settings.Owner, ct);
        log.LogInformation("Published workerpool order {Order}: {Volume} tasks of category {Category} at {Price}", order.Hash, offer.Volume, offer.Category, offer.Price);
    }

    // A scheduler that lost its database finds its order in the market.
    private async Task<SignedOffer?> AdoptAsync(MarketClient market, PoolOffer offer, CancellationToken ct)
    {
        var page = await market.OrdersAsync<WorkerpoolOrder>(new() { Workerpool = settings.Workerpool, Category = offer.Category, PageSize = 1000 }, ct);
        return page.Orders.FirstOrDefault(o => o.Signer == settings.Owner.Address && o.Remaining > 0 && book.Fits(o.Order, offer)) is { } published
            ? await book.KeepAsync(published.Order, ct)
            : null;
    }

    private async Task RequireStakeAsync(SignedOffer order, CancellationToken ct)
    {
        var stake = (await hub.ViewAccountAsync(settings.Owner.Address, ct)).Stake;
        var needed = order.Order.WorkerpoolPrice.Percent(PocoConstants.WorkerpoolStakeRatio) * order.Remaining;
        if (stake < needed)
            throw new InvalidOperationException(
                $"the pool's owner {settings.Owner.Address} has staked {stake}, but an order of {order.Remaining} tasks at {order.Order.WorkerpoolPrice} needs {needed}: deposit more, or offer fewer tasks");
    }

    private static async Task<T?> FindAsync<T>(Func<Task<T>> ask) where T : class
    {
        try
        {
            return await ask();
        }
        catch (ApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
