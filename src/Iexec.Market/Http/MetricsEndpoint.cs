using Iexec.Api;
using Iexec.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>How large the book is, and how far the chain was followed.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder app) => app.MapGet("/metrics", GetAsync);

    private static async Task<IResult> GetAsync(MarketDb db, MarketWatcher watcher, CancellationToken ct)
    {
        var open = await db.Orders.Where(o => o.Status == OrderStatus.Open).GroupBy(o => o.Kind)
            .Select(g => new { Kind = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Kind, g => g.Count, ct);
        return Answer.Json(new
        {
            Ok = true,
            LastBlock = watcher.Status.Head,
            CheckpointBlock = watcher.Status.Block,
            Apporders = open.GetValueOrDefault(OrderKind.App),
            Datasetorders = open.GetValueOrDefault(OrderKind.Dataset),
            Workerpoolorders = open.GetValueOrDefault(OrderKind.Workerpool),
            Requestorders = open.GetValueOrDefault(OrderKind.Request),
            Deals = await db.Deals.CountAsync(ct),
            Categories = await db.Categories.CountAsync(ct),
        });
    }
}
