using System.Text.Json;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Chain;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Offers;

/// <summary>The workerpool orders signed so far. A signed one is offered again until it is used up, so that the pool never owes more than one.</summary>
internal sealed class OfferBook(
    IDbContextFactory<SchedulerDb> databases, HubClient hub, ChainId chainId, SchedulerSettings settings, Random random, TimeProvider time)
{
    /// <summary>The newest order of these terms that is not used up; null for none.</summary>
    public async Task<SignedOffer?> CurrentAsync(PoolOffer offer, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Offers.AsNoTracking().OrderByDescending(o => o.Signed).FirstOrDefaultAsync(ct) is not { } row)
            return null;
        var order = JsonSerializer.Deserialize<WorkerpoolOrder>(row.Order, ProtocolJson.Api)!;
        if (!Fits(order, offer))
            return null;
        var consumed = await hub.ViewConsumedAsync(row.Hash, ct);
        return consumed < order.Volume ? new(row.Hash, order, order.Volume - (ulong)consumed) : null;
    }

    /// <summary>Whether nothing was ever signed.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return !await db.Offers.AnyAsync(ct);
    }

    /// <summary>Whether an order has the terms, to anyone.</summary>
    public bool Fits(WorkerpoolOrder order, PoolOffer offer) => order with { Sign = [] } is var bare && bare == Order(offer, order.Volume, order.Salt) with { Sign = bare.Sign };

    /// <summary>A new order, signed and written down.</summary>
    public async Task<SignedOffer> SignAsync(PoolOffer offer, CancellationToken ct)
    {
        var salt = new byte[32];
        random.NextBytes(salt);
        var domain = OrderHashing.Domain(await chainId.ReadAsync(ct), settings.Hub);
        return await KeepAsync(Order(offer, offer.Volume, Bytes32.FromBytes(salt)).SignWith(settings.Owner, domain), ct);
    }

    /// <summary>Writes a signed order down.</summary>
    public async Task<SignedOffer> KeepAsync(WorkerpoolOrder order, CancellationToken ct)
    {
        var hash = order.Hash(OrderHashing.Domain(await chainId.ReadAsync(ct), settings.Hub));
        await using var db = await databases.CreateDbContextAsync(ct);
        db.Offers.Add(new() { Hash = hash, Order = JsonSerializer.Serialize(order, ProtocolJson.Api), Signed = time.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        return new(hash, order, order.Volume);
    }

    private WorkerpoolOrder Order(PoolOffer offer, ulong volume, Bytes32 salt) => new(
        settings.Workerpool, offer.Price, volume, offer.Tag, offer.Category, offer.Trust, Address.Zero, Address.Zero, Address.Zero, salt);
}

/// <summary>A signed workerpool order.</summary>
/// <param name="Hash">Its identity.</param>
/// <param name="Order">The order.</param>
/// <param name="Remaining">How many tasks it can still sell.</param>
internal sealed record SignedOffer(OrderHash Hash, WorkerpoolOrder Order, ulong Remaining);
