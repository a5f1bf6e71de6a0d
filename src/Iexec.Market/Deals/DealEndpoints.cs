using System.Text.Json;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>Deals and the prices they were made at.</summary>
internal static class DealEndpoints
{
    private const int PricesShown = 100;

    private static readonly (string Field, string Property)[] Parties =
    [
        ("requester", nameof(DealRow.Requester)),
        ("beneficiary", nameof(DealRow.Beneficiary)),
        ("app", nameof(DealRow.App)),
        ("appOwner", nameof(DealRow.AppOwner)),
        ("dataset", nameof(DealRow.Dataset)),
        ("datasetOwner", nameof(DealRow.DatasetOwner)),
        ("workerpool", nameof(DealRow.Workerpool)),
        ("workerpoolOwner", nameof(DealRow.WorkerpoolOwner)),
    ];

    public static void MapDeals(this IEndpointRouteBuilder app)
    {
        app.MapGet("/deals", ListAsync).WithName("ListDeals")
            .WithSummary("Deals, newest first; category, requester, beneficiary, app, dataset, workerpool, *Owner, *orderHash.");
        app.MapGet("/deals/{id}", OneAsync).WithName("GetDeal").WithSummary("A deal.");
        app.MapGet("/ohlc", PricesAsync)
            .WithName("ListPrices").WithSummary("Time, price and volume of the newest 100 deals of a category.");
    }

    private static async Task<Ok<DealPage>> ListAsync(HttpRequest request, MarketDb db, CancellationToken ct)
    {
        var query = new QueryReader(request.Query);
        var page = Page.Read(query);
        var deals = Matching(db, query);
        var newest = deals.OrderByDescending(d => d.Block).ThenByDescending(d => d.LogIndex);
        var found = await page.Of(newest).Select(d => d.Body).ToListAsync(ct);
        return TypedResults.Ok(new DealPage([.. found.Select(Read)], (ulong)await deals.CountAsync(ct), page.Next(found.Count)));
    }

    private static async Task<Ok<PublishedDeal>> OneAsync(string id, MarketDb db, CancellationToken ct)
    {
        if (!DealId.TryParse(id, null, out var deal))
            throw new UserErrorException($"'{id}' is not a deal id: 0x and 64 hexadecimal digits");
        var body = await db.Deals.Where(d => d.Id == deal).Select(d => d.Body).SingleOrDefaultAsync(ct)
            ?? throw Answer.NotFound($"no deal {deal} is known; a new one shows once its block is confirmed");
        return TypedResults.Ok(Read(body) with { Ok = true });
    }

    private static async Task<Ok<Prices>> PricesAsync(HttpRequest request, MarketDb db, CancellationToken ct)
    {
        var category = new QueryReader(request.Query).Number("category") ?? throw new UserErrorException("'category' is required");
        var deals = await db.Deals.Where(d => d.Body != null && d.Category == category)
            .OrderByDescending(d => d.Block).ThenByDescending(d => d.LogIndex).Take(PricesShown)
            .Select(d => new { d.Timestamp, d.Price, d.Volume }).ToListAsync(ct);
        return TypedResults.Ok(new Prices([.. deals.Select(d =>
            new PricePoint(DateTimeOffset.FromUnixTimeSeconds(d.Timestamp).UtcDateTime, new((ulong)d.Price), (ulong)d.Volume))]));
    }

    private static PublishedDeal Read(string? body) => JsonSerializer.Deserialize<PublishedDeal>(body!, ProtocolJson.Api)!;

    private static IQueryable<DealRow> Matching(MarketDb db, QueryReader query)
    {
        var deals = db.Deals.Where(d => d.Body != null);
        if (query.Number("category") is { } category)
            deals = deals.Where(d => d.Category == category);
        foreach (var (field, property) in Parties)
        {
            if (query.Address(field) is { } party)
                deals = deals.Where(d => EF.Property<Address>(d, property) == party);
        }
        foreach (var kind in Enum.GetValues<OrderKind>())
        {
            var property = $"{kind}Hash";
            if (query.OrderHash($"{kind.Name()}orderHash") is { } hash)
                deals = deals.Where(d => EF.Property<OrderHash>(d, property) == hash);
        }
        return deals;
    }
}
