using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>Takes signed orders into the book, after every check that the published market makes, in its order.</summary>
internal sealed class OrderPublisher(MarketChain chain, MarketSettings settings, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _booking = new(1);

    /// <summary>The chain whose orders it takes.</summary>
    public ulong ChainId => settings.ChainId;

    /// <summary>Publishes an order.</summary>
    /// <param name="db">The book.</param>
    /// <param name="order">The order, as <see cref="OrderReader"/> admits it.</param>
    /// <param name="caller">Who is logged in.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="UserErrorException">The order is refused; the message says why.</exception>
    public async Task<OrderRow> PublishAsync(MarketDb db, IOrder order, Address caller, CancellationToken ct)
    {
        var hash = order.Hash(chain.Domain);
        await RequireNewAsync(db, hash, ct);
        var signer = await SignerAsync(order, ct);
        if (signer != caller)
            throw Answer.Refused($"only {signer} may publish this order, you are logged in as {caller}");
        if (!await chain.IsSignedAsync(hash, signer, order.Sign, ct))
            throw Answer.Refused(
                $"the order is not signed by {signer}: sign it for chain {ChainId} and hub {settings.Hub}; its hash there is {hash}");

        await RequireRoomAsync(db, order.Kind, signer, ct);
        var row = await ReadAsync(order, hash, signer, ct);
        // One at a time from here on, or many at once would pass the limit of open orders together. No one waits here for the chain.
        await _booking.WaitAsync(ct);
        try
        {
            await BookAsync(db, order, row, ct);
            return row;
        }
        finally
        {
            _booking.Release();
        }
    }

    public void Dispose() => _booking.Dispose();

    private static async Task RequireNewAsync(MarketDb db, OrderHash hash, CancellationToken ct)
    {
        var statuses = await db.Orders.Where(o => o.Hash == hash && o.Status != OrderStatus.Dead).Select(o => o.Status).ToListAsync(ct);
        if (statuses is [var status])
            throw Answer.Refused($"order {hash} is already published, its status is {status.ToString().ToLowerInvariant()}");
    }

    private async Task<Address> SignerAsync(IOrder order, CancellationToken ct)
    {
        if (order is RequestOrder request)
            return request.Requester;
        var resource = OrderRows.ResourceOf(order);
        return await chain.OwnerAsync(order.Kind.Resource()!.Value, resource, BlockTag.Latest, ct)
            ?? throw Answer.Refused($"{order.Kind.Name()} {resource} is not registered on chain {ChainId}: deploy it first");
    }

    private async Task RequireRoomAsync(MarketDb db, OrderKind kind, Address signer, CancellationToken ct)
    {
        var open = await db.Orders.CountAsync(o => o.Signer == signer && o.Kind == kind && o.Status == OrderStatus.Open, ct);
        if (open >= settings.OpenOrdersPerSigner)
            throw Answer.Refused($"{signer} has {open} open {kind.Name()} orders, the most allowed: unpublish some first");
    }

    private async Task<OrderRow> ReadAsync(IOrder order, OrderHash hash, Address signer, CancellationToken ct)
    {
        var remaining = await chain.RemainingAsync(hash, (long)order.Volume, BlockTag.Latest, ct);
        if (remaining == 0)
            throw Answer.Refused($"order {hash} is fully consumed or closed: sign a new one");
        var needsStake = order.Kind is OrderKind.Workerpool or OrderKind.Request;
        var stake = needsStake ? await chain.StakeAsync(signer, BlockTag.Latest, ct) : Rlc.Zero;
        // Read last, so that the view does not judge the order by an older block than these reads.
        var row = OrderRows.Of(order, hash, signer, remaining, await chain.BlockNumberAsync(ct), time.GetUtcNow());
        return Stakes.Missing(row, stake) is { } missing ? throw Answer.Refused(missing) : row;
    }

    private async Task BookAsync(MarketDb db, IOrder order, OrderRow row, CancellationToken ct)
    {
        if (order is RequestOrder request && await Companions.MissingAsync(db, request, ct) is { } lacking)
            throw Answer.Refused(lacking);
        await RequireRoomAsync(db, row.Kind, row.Signer, ct);
        await RequireNewAsync(db, row.Hash, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Orders.Where(o => o.Hash == row.Hash && o.Status == OrderStatus.Dead).ExecuteDeleteAsync(ct);
        db.Orders.Add(row);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
