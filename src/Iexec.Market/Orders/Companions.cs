using System.Text.Json;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>A request is worth showing only while an app order, and a dataset order if it asks for one, could serve it.</summary>
internal static class Companions
{
    /// <summary>What the request lacks, as a sentence; null when it lacks nothing.</summary>
    public static async Task<string?> MissingAsync(MarketDb db, RequestOrder request, CancellationToken ct)
    {
        var (app, dataset, appMax, datasetMax) = (request.App, request.Dataset, request.AppMaxPrice, request.DatasetMaxPrice);
        var apps = Admitting(db, OrderKind.App, request).Where(o => o.App == app && o.Price <= appMax)
            .Where(o => o.Dataset == Address.Zero || o.Dataset == dataset);
        if (request.Tag.IsTee)
            apps = apps.Where(o => (o.Tag.W0 & 1) == 1);
        if (!await apps.AnyAsync(ct))
            return $"no open app order sells app {app}{(request.Tag.IsTee ? " for a TEE" : "")} for at most {request.AppMaxPrice} to this request";
        if (dataset == Address.Zero)
            return null;
        var datasets = Admitting(db, OrderKind.Dataset, request).Where(o => o.Dataset == dataset && o.Price <= datasetMax)
            .Where(o => o.App == Address.Zero || o.App == app);
        return await datasets.AnyAsync(ct) ? null : $"no open dataset order sells dataset {dataset} for at most {request.DatasetMaxPrice} to this request";
    }

    /// <summary>The same for a request that is in the market.</summary>
    public static Task<string?> MissingAsync(MarketDb db, OrderRow request, CancellationToken ct) =>
        MissingAsync(db, JsonSerializer.Deserialize<RequestOrder>(request.Body, ProtocolJson.Api)!, ct);

    /// <summary>Has the requests looked at again that an order served which is gone.</summary>
    public static Task TouchDependentsAsync(MarketDb db, OrderRow gone, CancellationToken ct)
    {
        var requests = db.Orders.Where(o => o.Kind == OrderKind.Request && o.Status == OrderStatus.Open);
        return gone.Kind switch
        {
            OrderKind.App => requests.Where(o => o.App == gone.App).TouchAsync(ct),
            OrderKind.Dataset => requests.Where(o => o.Dataset == gone.Dataset).TouchAsync(ct),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>Has orders looked at again.</summary>
    public static Task<int> TouchAsync(this IQueryable<OrderRow> orders, CancellationToken ct) =>
        orders.ExecuteUpdateAsync(set => set.SetProperty(o => o.Due, o => o.Due + 1), ct);

    // A request that names no workerpool may be served by whichever the app or dataset order admits.
    private static IQueryable<OrderRow> Admitting(MarketDb db, OrderKind kind, RequestOrder request)
    {
        var (pool, requester) = (request.Workerpool, request.Requester);
        var orders = db.Orders.Where(o => o.Kind == kind && o.Status == OrderStatus.Open)
            .Where(o => o.Requester == Address.Zero || o.Requester == requester);
        return pool == Address.Zero ? orders : orders.Where(o => o.Workerpool == Address.Zero || o.Workerpool == pool);
    }
}
