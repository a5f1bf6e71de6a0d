using System.Globalization;
using Iexec.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>The hub's categories.</summary>
internal static class CategoryEndpoints
{
    public static void MapCategories(this IEndpointRouteBuilder app)
    {
        app.MapGet("/categories", ListAsync);
        app.MapGet("/categories/{id}", OneAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, MarketDb db, CancellationToken ct)
    {
        var query = new QueryReader(request.Query);
        var page = Page.Read(query);
        IQueryable<CategoryRow> categories = db.Categories;
        if (query.Number("minWorkClockTimeRef") is { } min)
            categories = categories.Where(c => c.WorkClockTimeRef >= min);
        if (query.Number("maxWorkClockTimeRef") is { } max)
            categories = categories.Where(c => c.WorkClockTimeRef <= max);
        var found = await page.Of(categories.OrderBy(c => c.WorkClockTimeRef).ThenBy(c => c.Id)).ToListAsync(ct);
        return Answer.Json(new { Ok = true, Categories = found.Select(c => View(c)), Count = await categories.CountAsync(ct), NextPage = page.Next(found.Count) });
    }

    private static async Task<IResult> OneAsync(string id, MarketDb db, CancellationToken ct)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new UserErrorException($"'{id}' is not a category: it is a whole number");
        return Answer.Json(View(await db.Categories.FindAsync([number], ct) ?? throw Answer.NotFound($"there is no category {number}"), ok: true));
    }

    private static object View(CategoryRow category, bool? ok = null) => new
    {
        Ok = ok,
        Catid = category.Id,
        category.Name,
        category.Description,
        category.WorkClockTimeRef,
        category.TransactionHash,
        BlockNumber = category.Block,
    };
}
