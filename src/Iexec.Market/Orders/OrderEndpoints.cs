using Iexec.Hosting;
using Iexec.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>The order book of each kind: list, look up, publish, unpublish.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        foreach (var kind in Enum.GetValues<OrderKind>())
        {
            var path = $"/{kind.Name()}orders";
            app.MapGet(path, (HttpRequest request, MarketDb db, MarketSettings settings, CancellationToken ct) => ListAsync(kind, request, db, settings, ct));
            app.MapGet(path + "/{hash}", (string hash, MarketDb db, MarketSettings settings, CancellationToken ct) => OneAsync(kind, hash, db, settings, ct));
            app.MapPost(path, (HttpRequest request, MarketDb db, Challenges challenges, OrderPublisher publisher, MarketSettings settings, CancellationToken ct) =>
                PublishAsync(kind, request, db, challenges, publisher, settings, ct));
            app.MapPut(path, (HttpRequest request, MarketDb db, Challenges challenges, CancellationToken ct) => UnpublishAsync(kind, request, db, challenges, ct));
        }
    }

    private static async Task<IResult> ListAsync(OrderKind kind, HttpRequest request, MarketDb db, MarketSettings settings, CancellationToken ct)
    {
        var query = new QueryReader(request.Query);
        var page = Page.Read(query);
        var orders = db.Orders.AsNoTracking().Matching(kind, query);
        var found = await page.Of(orders.Sorted(kind)).ToListAsync(ct);
        return Answer.Json(new
        {
            Ok = true,
            Orders = found.Select(o => OrderView.Of(o, settings.ChainId)),
            Count = await orders.CountAsync(ct),
            NextPage = page.Next(found.Count),
        });
    }

    private static async Task<IResult> OneAsync(OrderKind kind, string text, MarketDb db, MarketSettings settings, CancellationToken ct)
    {
        if (!OrderHash.TryParse(text, null, out var hash))
            throw new UserErrorException($"'{text}' is not an order hash: 0x and 64 hexadecimal digits");
        var order = await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.Hash == hash && o.Kind == kind, ct)
            ?? throw Answer.NotFound($"no {kind.Name()} order {hash} is published");
        return Answer.Json(OrderView.Of(order, settings.ChainId, ok: true));
    }

    private static async Task<IResult> PublishAsync(
        OrderKind kind, HttpRequest request, MarketDb db, Challenges challenges, OrderPublisher publisher, MarketSettings settings, CancellationToken ct)
    {
        var caller = await challenges.LogInAsync(db, request, ct);
        var body = await Body.ReadAsync(request, ct);
        var order = OrderReader.Read(kind, body.TryGetProperty("order", out var json) ? json : default);
        var published = await publisher.PublishAsync(db, order, caller, ct);
        return Answer.Json(new { Ok = true, Published = OrderView.Of(published, settings.ChainId) });
    }

    private static async Task<IResult> UnpublishAsync(OrderKind kind, HttpRequest request, MarketDb db, Challenges challenges, CancellationToken ct)
    {
        var caller = await challenges.LogInAsync(db, request, ct);
        return Answer.Json(new { Ok = true, Unpublished = await OrderRemoval.RemoveAsync(db, kind, await Body.ReadAsync(request, ct), caller, ct) });
    }
}
