using Iexec.Api;
using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>
/// Stores what the chain's events say. They say what happened to orders only by making them due for a look at the chain
/// (<see cref="Reconciler"/>), so that neither a missed event nor a reorganisation leaves a wrong number behind.
/// </summary>
/// <param name="hub">The hub.</param>
/// <param name="registries">The registries, with the orders that sell what they register.</param>
/// <param name="skipped">Where what the book can not hold is told.</param>
internal sealed class ChainEvents(Address hub, IReadOnlyDictionary<Address, OrderKind> registries, SkippedEvents skipped)
    : IChainHandler<MarketDb>
{
    private const int TouchedAtOnce = 500, LongestName = 100, LongestDescription = 1000;

    private static readonly AbiEvent EntryTransfer =
        AbiEvent.Parse("event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)");

    public async Task ApplyAsync(MarketDb db, IReadOnlyList<Log> logs, Block upTo, CancellationToken ct)
    {
        var orders = new HashSet<OrderHash>();
        var payers = new HashSet<Address>();
        foreach (var log in logs)
        {
            if (registries.TryGetValue(log.Address, out var kind) && EntryTransfer.Matches(log))
                await SoldAsync(db, kind, log, ct);
            else if (log.Address == hub)
                TryCollect(db, log, orders, payers);
        }
        foreach (var some in orders.Chunk(TouchedAtOnce))
            await db.Orders.Where(o => some.Contains(o.Hash)).TouchAsync(ct);
        foreach (var some in payers.Chunk(TouchedAtOnce))
        {
            await db.Orders.Where(o => some.Contains(o.Signer) && o.Status == OrderStatus.Open)
                .Where(o => o.Kind == OrderKind.Workerpool || o.Kind == OrderKind.Request)
                .TouchAsync(ct);
        }
    }

    public async Task RollbackAsync(MarketDb db, ulong fromBlock, CancellationToken ct)
    {
        var (first, last) = ((long)fromBlock, (long)fromBlock - 1);
        await db.Deals.Where(d => d.Block >= first).ExecuteDeleteAsync(ct);
        await db.Categories.Where(c => c.Block >= first).ExecuteDeleteAsync(ct);
        // Those that are due may be looked at just now, on the dropped blocks: they have to be looked at again.
        await db.Orders.Where(o => o.Due > 0 && o.Block < first).TouchAsync(ct);
        await db.Orders.Where(o => o.Block >= first).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.Status, OrderStatus.Open)
                .SetProperty(o => o.Block, last)
                .SetProperty(o => o.Due, o => o.Due + 1), ct);
    }

    // What is thrown here would be tried again for ever, and nothing after it be seen.
    private void TryCollect(MarketDb db, Log log, HashSet<OrderHash> orders, HashSet<Address> payers)
    {
        try
        {
            if (HubEvents.Decode(log) is { } happened)
                Collect(db, happened, orders, payers);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            skipped.Add(log, e.Message);
        }
    }

    private static void Collect(MarketDb db, HubEvent happened, HashSet<OrderHash> orders, HashSet<Address> payers)
    {
        switch (happened)
        {
            case OrdersMatched match:
                orders.UnionWith([match.App, match.Dataset, match.Workerpool, match.Request]);
                db.Deals.Add(new()
                {
                    Id = match.Deal,
                    AppHash = match.App,
                    DatasetHash = match.Dataset,
                    WorkerpoolHash = match.Workerpool,
                    RequestHash = match.Request,
                    Volume = SafeNumber.Of(match.Volume, "volume"),
                    Block = (long)match.Log.BlockNumber,
                    LogIndex = match.Log.LogIndex,
                    TransactionHash = match.Log.TransactionHash,
                });
                break;
            case OrderClosed closed:
                orders.Add(closed.Order);
                break;
            case EscrowTransfer transfer when transfer.From != Address.Zero:
                payers.Add(transfer.From);
                break;
            case CategoryCreated created:
                db.Categories.Add(new()
                {
                    Id = SafeNumber.Of(created.Category.Id, "id"),
                    Name = PrintableText.Of(created.Category.Name, LongestName),
                    Description = PrintableText.Of(created.Category.Description, LongestDescription),
                    WorkClockTimeRef = SafeNumber.Of(created.Category.WorkClockTimeRef, "time"),
                    TransactionHash = created.Log.TransactionHash,
                    Block = (long)created.Log.BlockNumber,
                });
                break;
        }
    }

    private static Task<int> SoldAsync(MarketDb db, OrderKind kind, Log log, CancellationToken ct)
    {
        var entry = Address.FromBytes(log.Topics[3].ToBytes().AsSpan(12));
        var property = kind.Subject().Property;
        return db.Orders.Where(o => o.Kind == kind && o.Status == OrderStatus.Open)
            .Where(o => EF.Property<Address>(o, property) == entry)
            .TouchAsync(ct);
    }
}
