using Iexec.Api;
using Iexec.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>How large the book is, and how far the chain was followed.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", GetAsync).WithName("GetBookSize").WithSummary("How large the book is, and how far the chain was followed.");

    private static async Task<Ok<BookSize>> GetAsync(MarketDb db, MarketWatcher watcher, CancellationToken ct)
    {
        var open = await db.Orders.Where(o => o.Status == OrderStatus.Open).GroupBy(o => o.Kind)
            .Select(g => new { Kind = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Kind, g => g.Count, ct);
        return TypedResults.Ok(new BookSize(
            watcher.Status.Head,
            watcher.Status.Block,
            open.GetValueOrDefault(OrderKind.App),
            open.GetValueOrDefault(OrderKind.Dataset),
            open.GetValueOrDefault(OrderKind.Workerpool),
            open.GetValueOrDefault(OrderKind.Request),
            await db.Deals.CountAsync(ct),
            await db.Categories.CountAsync(ct)));
    }
}
