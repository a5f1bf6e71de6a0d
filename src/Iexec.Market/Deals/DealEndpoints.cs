using System.Text.Json;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        app.MapGet("/deals", ListAsync);
        app.MapGet("/deals/{id}", OneAsync);
        app.MapGet("/ohlc", PricesAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, MarketDb db, CancellationToken ct)
    {
        var query = new QueryReader(request.Query);
        var page = Page.Read(query);
        var deals = Matching(db, query);
        var found = await page.Of(deals.OrderByDescending(d => d.Block).ThenByDescending(d => d.LogIndex)).Select(d => d.Body).ToListAsync(ct);
        return Answer.Json(new
        {
            Ok = true,
            Deals = found.Select(body => JsonSerializer.Deserialize<JsonElement>(body!)),
            Count = await deals.CountAsync(ct),
            NextPage = page.Next(found.Count),
        });
    }

    private static async Task<IResult> OneAsync(string id, MarketDb db, CancellationToken ct)
    {
        if (!DealId.TryParse(id, null, out var deal))
            throw new UserErrorException($"'{id}' is not a deal id: 0x and 64 hexadecimal digits");
        var body = await db.Deals.Where(d => d.Id == deal).Select(d => d.Body).SingleOrDefaultAsync(ct)
            ?? throw Answer.NotFound($"no deal {deal} is known; a new one shows once its block is confirmed");
        return Answer.Json(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body)!.Prepend(new("ok", JsonSerializer.SerializeToElement(true))).ToDictionary());
    }

    // Despite its name, the published answer is a list of [time, price, volume].
    private static async Task<IResult> PricesAsync(HttpRequest request, MarketDb db, CancellationToken ct)
    {
        var category = new QueryReader(request.Query).Number("category") ?? throw new UserErrorException("'category' is required");
        var deals = await db.Deals.Where(d => d.Body != null && d.Category == category)
            .OrderByDescending(d => d.Block).ThenByDescending(d => d.LogIndex).Take(PricesShown)
            .Select(d => new { d.Timestamp, d.Price, d.Volume }).ToListAsync(ct);
        var prices = deals.Select(d => new object[] { d.Timestamp.UtcDateTime, (long)d.Price.Nano, d.Volume });
        return Answer.Json(new { Ok = true, Ohlc = prices });
    }

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
