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
    private const string HashWanted = "'orderHash' must be an order hash: 0x and 64 hexadecimal digits";

    /// <summary>Removes what a request's body names.</summary>
    /// <returns>The hashes removed; never none.</returns>
    /// <exception cref="UserErrorException">It names nothing that the caller may remove.</exception>
    public static async Task<IReadOnlyList<OrderHash>> RemoveAsync(
        MarketDb db, OrderKind kind, JsonElement body, Address caller, CancellationToken ct)
    {
        var asked = Read(kind, body);
        var orders = db.Orders.AsNoTracking().Where(o => o.Kind == kind);
        var removed = asked.Target switch
        {
            UnpublishTarget.OrderHash => [await ByHashAsync(orders, kind, asked, caller, ct)],
            UnpublishTarget.Last => await Mine(orders, kind, asked, caller).OrderByDescending(o => o.PublishedAt).Take(1).ToListAsync(ct),
            _ => await Mine(orders, kind, asked, caller).ToListAsync(ct),
        };
        if (removed.Count == 0)
            throw Answer.NotFound(
                $"no open {kind.Name()}order published by signer {caller} for {kind.Subject().Field} {Subject(kind, asked)}");
        foreach (var row in removed)
        {
            await db.Orders.Where(o => o.Hash == row.Hash).ExecuteDeleteAsync(ct);
            await Companions.TouchDependentsAsync(db, row, ct);
        }
        return [.. removed.Select(o => o.Hash)];
    }

    // Published clients read the sentences of what is not found.
    private static async Task<OrderRow> ByHashAsync(
        IQueryable<OrderRow> orders, OrderKind kind, UnpublishRequest asked, Address caller, CancellationToken ct)
    {
        var hash = asked.OrderHash ?? throw new UserErrorException(HashWanted);
        var order = await orders.SingleOrDefaultAsync(o => o.Hash == hash, ct)
            ?? throw Answer.NotFound($"{kind.Name()}order with orderHash {hash} is not published");
        if (order.Signer != caller)
            throw Answer.Refused($"order {hash} is {order.Signer}'s, you are logged in as {caller}");
        if (order.Status is OrderStatus.Filled or OrderStatus.Canceled)
            throw Answer.Refused($"order {hash} is {order.Status.ToString().ToLowerInvariant()}: there is nothing to unpublish");
        return order;
    }

    private static IQueryable<OrderRow> Mine(IQueryable<OrderRow> orders, OrderKind kind, UnpublishRequest asked, Address caller)
    {
        var (field, property) = kind.Subject();
        var subject = Subject(kind, asked) ?? throw new UserErrorException(AddressWanted(field));
        return orders.Where(o => o.Signer == caller && o.Status == OrderStatus.Open && EF.Property<Address>(o, property) == subject);
    }

    private static Address? Subject(OrderKind kind, UnpublishRequest asked) => kind switch
    {
        OrderKind.App => asked.App,
        OrderKind.Dataset => asked.Dataset,
        OrderKind.Workerpool => asked.Workerpool,
        _ => asked.Requester,
    };

    private static UnpublishRequest Read(OrderKind kind, JsonElement body)
    {
        try
        {
            return body.Deserialize<UnpublishRequest>(ProtocolJson.Api)!;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UserErrorException((e as JsonException)?.Path switch
            {
                "$.target" => "'target' must be unpublish_orderHash, unpublish_last or unpublish_all",
                "$.orderHash" => HashWanted,
                _ => AddressWanted(kind.Subject().Field),
            });
        }
    }

    private static string AddressWanted(string field) => $"'{field}' must be an address: 0x and 40 hexadecimal digits";
}
