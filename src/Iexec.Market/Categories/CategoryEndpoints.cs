using System.Globalization;
using Iexec.Api;
using Iexec.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>The hub's categories.</summary>
internal static class CategoryEndpoints
{
    public static void MapCategories(this IEndpointRouteBuilder app)
    {
        app.MapGet("/categories", ListAsync)
            .WithName("ListCategories").WithSummary("Categories, shortest first; minWorkClockTimeRef, maxWorkClockTimeRef.");
        app.MapGet("/categories/{id}", OneAsync).WithName("GetCategory").WithSummary("A category.");
    }

    private static async Task<Ok<CategoryPage>> ListAsync(HttpRequest request, MarketDb db, CancellationToken ct)
    {
        var query = new QueryReader(request.Query);
        var page = Page.Read(query);
        IQueryable<CategoryRow> categories = db.Categories;
        if (query.Number("minWorkClockTimeRef") is { } min)
            categories = categories.Where(c => c.WorkClockTimeRef >= min);
        if (query.Number("maxWorkClockTimeRef") is { } max)
            categories = categories.Where(c => c.WorkClockTimeRef <= max);
        var found = await page.Of(categories.OrderBy(c => c.WorkClockTimeRef).ThenBy(c => c.Id)).ToListAsync(ct);
        return TypedResults.Ok(new CategoryPage([.. found.Select(View)], (ulong)await categories.CountAsync(ct), page.Next(found.Count)));
    }

    private static async Task<Ok<PublishedCategory>> OneAsync(string id, MarketDb db, CancellationToken ct)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new UserErrorException($"'{id}' is not a category: it is a whole number");
        var category = await db.Categories.FindAsync([number], ct) ?? throw Answer.NotFound($"there is no category {number}");
        return TypedResults.Ok(View(category) with { Ok = true });
    }

    private static PublishedCategory View(CategoryRow row) => new(
        (ulong)row.Id, row.Name, row.Description, (ulong)row.WorkClockTimeRef, row.TransactionHash, (ulong)row.Block);
}
