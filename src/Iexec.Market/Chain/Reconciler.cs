using Iexec.Api;
using Iexec.Protocol;
using Iexec.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Iexec.Market;

/// <summary>Makes orders say what the chain says. Whatever happened before, and however often it runs, it ends the same.</summary>
internal sealed class Reconciler(
    IDbContextFactory<MarketDb> databases, FollowedChain chain, Surroundings surroundings, ILogger<Reconciler> log)
{
    private readonly EachAlone<OrderHash> _orders = new("orders", surroundings, log);

    /// <summary>How many orders can not be looked at now.</summary>
    public int Failing => _orders.Failing;

    /// <summary>Which orders can not be looked at now, and why; null when all can.</summary>
    public string? Trouble => _orders.Trouble;

    /// <summary>Has every open order looked at again.</summary>
    public async Task TouchOpenAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.Orders.Where(o => o.Status == OrderStatus.Open).TouchAsync(ct);
    }

    /// <summary>Brings all that is due to the state of the view's last block; orders read at a later block wait for the view.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // Requests come last: they depend on the others.
        var due = await db.Orders.Where(o => o.Due > 0).OrderBy(o => o.Kind).Select(o => o.Hash).ToListAsync(ct);
        await _orders.DoAsync(due, ReconcileAsync, ct);
    }

    private async Task ReconcileAsync(OrderHash hash, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.Hash == hash && o.Due > 0, ct) is not { } order)
            return;
        var view = await chain.ViewAsync(db, ct);
        if (order.Block > (long)view.Block)
            return;
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
        if (order.StakePerTask > 0 && Stakes.Missing(order, await view.StakeAsync(order.Signer, ct)) is not null)
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
