using System.Text.Json;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>Takes orders out of the book. On chain they stay valid until they are closed there.</summary>
internal static class OrderRemoval
{
    /// <summary>Removes what a request's body names.</summary>
    /// <returns>The hashes removed; never none.</returns>
    /// <exception cref="UserErrorException">It names nothing that the caller may remove.</exception>
    public static async Task<IReadOnlyList<OrderHash>> RemoveAsync(MarketDb db, OrderKind kind, JsonElement body, Address caller, CancellationToken ct)
    {
        var target = Body.Text(body, "target") ?? "unpublish_orderHash";
        var orders = db.Orders.AsNoTracking().Where(o => o.Kind == kind);
        var removed = target switch
        {
            "unpublish_orderHash" => [await ByHashAsync(orders, kind, body, caller, ct)],
            "unpublish_last" => await Mine(orders, kind, body, caller).OrderByDescending(o => o.PublishedAt).Take(1).ToListAsync(ct),
            "unpublish_all" => await Mine(orders, kind, body, caller).ToListAsync(ct),
            _ => throw new UserErrorException("'target' must be unpublish_orderHash, unpublish_last or unpublish_all"),
        };
        if (removed.Count == 0)
            throw Answer.NotFound($"{caller} has no open {kind.Name()} order for this {kind.Subject().Field}");
        foreach (var row in removed)
        {
            await db.Orders.Where(o => o.Hash == row.Hash).ExecuteDeleteAsync(ct);
            await Companions.TouchDependentsAsync(db, row, ct);
        }
        return [.. removed.Select(o => o.Hash)];
    }

    private static async Task<OrderRow> ByHashAsync(IQueryable<OrderRow> orders, OrderKind kind, JsonElement body, Address caller, CancellationToken ct)
    {
        if (!OrderHash.TryParse(Body.Text(body, "orderHash"), null, out var hash))
            throw new UserErrorException("'orderHash' must be an order hash: 0x and 64 hexadecimal digits");
        var order = await orders.SingleOrDefaultAsync(o => o.Hash == hash, ct) ?? throw Answer.NotFound($"no {kind.Name()} order {hash} is published");
        if (order.Signer != caller)
            throw Answer.Refused($"order {hash} is {order.Signer}'s, you are logged in as {caller}");
        if (order.Status is OrderStatus.Filled or OrderStatus.Canceled)
            throw Answer.Refused($"order {hash} is {order.Status.ToString().ToLowerInvariant()}: there is nothing to unpublish");
        return order;
    }

    private static IQueryable<OrderRow> Mine(IQueryable<OrderRow> orders, OrderKind kind, JsonElement body, Address caller)
    {
        var (field, property) = kind.Subject();
        if (!Address.TryParse(Body.Text(body, field), out var subject))
            throw new UserErrorException($"'{field}' must be an address: 0x and 40 hexadecimal digits");
        return orders.Where(o => o.Signer == caller && o.Status == OrderStatus.Open && EF.Property<Address>(o, property) == subject);
    }
}
