using Iexec.Api;
using Iexec.Hosting;
using Iexec.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>The order book of each kind: list, look up, publish, unpublish.</summary>
internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        app.MapKind<AppOrder>(OrderKind.App);
        app.MapKind<DatasetOrder>(OrderKind.Dataset);
        app.MapKind<WorkerpoolOrder>(OrderKind.Workerpool);
        app.MapKind<RequestOrder>(OrderKind.Request);
    }

    private static void MapKind<T>(this IEndpointRouteBuilder app, OrderKind kind) where T : IOrder
    {
        var path = $"/{kind.Name()}orders";
        app.MapGet(path, (HttpRequest request, MarketDb db, MarketSettings settings, CancellationToken ct) =>
                ListAsync<T>(kind, request, db, settings, ct))
            .WithName($"List{kind}Orders").WithSummary($"Open {kind.Name()} orders, best first.");
        app.MapGet(path + "/{hash}", (string hash, MarketDb db, MarketSettings settings, CancellationToken ct) =>
                OneAsync<T>(kind, hash, db, settings, ct))
            .WithName($"Get{kind}Order").WithSummary($"A published {kind.Name()} order, whatever its status.");
        app.MapPost(path, (HttpRequest request, MarketDb db, Challenges challenges, OrderPublisher publisher, CancellationToken ct) =>
                PublishAsync<T>(kind, request, db, challenges, publisher, ct))
            .WithName($"Publish{kind}Order").WithSummary($"Publishes a signed {kind.Name()} order; by its signer, logged in.");
        app.MapPut(path, (HttpRequest request, MarketDb db, Challenges challenges, CancellationToken ct) =>
                UnpublishAsync(kind, request, db, challenges, ct))
            .WithName($"Unpublish{kind}Orders").WithSummary($"Takes {kind.Name()} orders out of the market; by their signer, logged in.");
    }

    private static async Task<Ok<OrderPage<T>>> ListAsync<T>(
        OrderKind kind, HttpRequest request, MarketDb db, MarketSettings settings, CancellationToken ct) where T : IOrder
    {
        var query = new QueryReader(request.Query);
        var page = Page.Read(query);
        var orders = db.Orders.AsNoTracking().Matching(kind, query);
        var found = await page.Of(orders.Sorted(kind)).ToListAsync(ct);
        return TypedResults.Ok(new OrderPage<T>(
            [.. found.Select(o => OrderView.Of<T>(o, settings.ChainId))], (ulong)await orders.CountAsync(ct), page.Next(found.Count)));
    }

    private static async Task<Ok<PublishedOrder<T>>> OneAsync<T>(
        OrderKind kind, string text, MarketDb db, MarketSettings settings, CancellationToken ct) where T : IOrder
    {
        if (!OrderHash.TryParse(text, null, out var hash))
            throw new UserErrorException($"'{text}' is not an order hash: 0x and 64 hexadecimal digits");
        // Published clients read this sentence.
        var order = await db.Orders.AsNoTracking().SingleOrDefaultAsync(o => o.Hash == hash && o.Kind == kind, ct)
            ?? throw Answer.NotFound($"{kind.Name()}order not found");
        return TypedResults.Ok(OrderView.Of<T>(order, settings.ChainId) with { Ok = true });
    }

    private static async Task<Ok<PublishReply<T>>> PublishAsync<T>(
        OrderKind kind, HttpRequest request, MarketDb db, Challenges challenges, OrderPublisher publisher, CancellationToken ct) where T : IOrder
    {
        var caller = await challenges.LogInAsync(db, request, ct);
        var body = await Body.ReadAsync(request, ct);
        var order = OrderReader.Read<T>(kind, body.TryGetProperty("order", out var json) ? json : default);
        var published = await publisher.PublishAsync(db, order, caller, ct);
        return TypedResults.Ok(new PublishReply<T>(OrderView.Of<T>(published, publisher.ChainId)));
    }

    private static async Task<Ok<UnpublishReply>> UnpublishAsync(
        OrderKind kind, HttpRequest request, MarketDb db, Challenges challenges, CancellationToken ct)
    {
        var caller = await challenges.LogInAsync(db, request, ct);
        return TypedResults.Ok(new UnpublishReply(await OrderRemoval.RemoveAsync(db, kind, await Body.ReadAsync(request, ct), caller, ct)));
    }
}
