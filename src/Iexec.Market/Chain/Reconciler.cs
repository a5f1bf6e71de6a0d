using Iexec.Api;
using Iexec.Chain;
using Iexec.Protocol;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>Makes orders and deals say what the chain says. Whatever happened before, and however often it runs, it ends the same.</summary>
internal sealed class Reconciler(IDbContextFactory<MarketDb> databases, MarketChain chain, MarketSettings settings)
{
    private const int AtOnce = 100;

    /// <summary>Has every open order looked at again.</summary>
    public async Task TouchOpenAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Orders.Where(o => o.Status == OrderStatus.Open).TouchAsync(ct);
    }

    /// <summary>Brings all that is due to the state of the view's last block; orders read at a later block wait for the view to get there.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await DealCompletion.RunAsync(db, await ViewAsync(db, ct), settings.ChainId, ct);
        while (true)
        {
            var reached = (long)(await ViewAsync(db, ct)).Block;
            var due = await db.Orders.AsNoTracking().Where(o => o.Due > 0 && o.Block <= reached).OrderBy(o => o.Kind).Take(AtOnce).ToListAsync(ct);
            if (due.Count == 0)
                return;
            // Read after the orders: the block that made them due is in this view.
            var view = await ViewAsync(db, ct);
            foreach (var order in due.Where(o => o.Block <= (long)view.Block))
                await ReconcileAsync(db, order, view, ct);
        }
    }

    private async Task<ChainView> ViewAsync(MarketDb db, CancellationToken ct) =>
        new(chain, (await db.Set<ChainCursor>().AsNoTracking().SingleAsync(c => c.Follower == MarketWatcher.FollowerName, ct)).NextBlock - 1);

    private static async Task ReconcileAsync(MarketDb db, OrderRow order, ChainView view, CancellationToken ct)
    {
        var wasOpen = order.Status == OrderStatus.Open;
        var seen = order.Due;
        order.Remaining = await view.RemainingAsync(order, ct);
        var status = await StatusAsync(db, order, view, ct);
        // What happened meanwhile made it due again, and it stays so; one rolled back or published anew is not the order read here.
        await db.Orders.Where(o => o.Hash == order.Hash && o.Block == order.Block && o.PublishedAt == order.PublishedAt).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.Remaining, order.Remaining)
                .SetProperty(o => o.Status, status)
                .SetProperty(o => o.Block, (long)view.Block)
                .SetProperty(o => o.Due, o => o.Due - seen), ct);
        if (wasOpen && status != OrderStatus.Open)
            await Companions.TouchDependentsAsync(db, order, ct);
    }

    private static async Task<OrderStatus> StatusAsync(MarketDb db, OrderRow order, ChainView view, CancellationToken ct)
    {
        if (order.Remaining == 0)
            return await MatchedAsync(db, order, ct) >= order.Volume ? OrderStatus.Filled : OrderStatus.Canceled;
        // Dead stays dead until it is published again.
        if (order.Status == OrderStatus.Dead || !await BelongsToSignerAsync(order, view, ct))
            return OrderStatus.Dead;
        if (order.StakePerTask > Rlc.Zero && Stakes.Missing(order, await view.StakeAsync(order.Signer, ct)) is not null)
            return OrderStatus.Dead;
        if (order.Kind == OrderKind.Request && await Companions.MissingAsync(db, order, ct) is not null)
            return OrderStatus.Dead;
        return OrderStatus.Open;
    }

    private static async Task<bool> BelongsToSignerAsync(OrderRow order, ChainView view, CancellationToken ct) => order.Kind switch
    {
        OrderKind.App => await view.OwnerAsync(ResourceKind.App, order.App, ct) == order.Signer,
        OrderKind.Dataset => await view.OwnerAsync(ResourceKind.Dataset, order.Dataset, ct) == order.Signer,
        OrderKind.Workerpool => await view.OwnerAsync(ResourceKind.Workerpool, order.Workerpool, ct) == order.Signer,
        _ => true,
    };

    // Closing an order consumes it without a deal.
    private static Task<long> MatchedAsync(MarketDb db, OrderRow order, CancellationToken ct)
    {
        var property = $"{order.Kind}Hash";
        return db.Deals.Where(d => EF.Property<OrderHash>(d, property) == order.Hash).SumAsync(d => d.Volume, ct);
    }
}
