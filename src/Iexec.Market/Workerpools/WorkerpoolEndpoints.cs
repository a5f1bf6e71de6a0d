using System.Text.Json;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>Where the schedulers of workerpools answer: what published clients call <c>compass</c>.</summary>
internal static class WorkerpoolEndpoints
{
    private const int LongestUrl = 2000;

    public static void MapWorkerpools(this IEndpointRouteBuilder app)
    {
        app.MapGet("/{chainId}/workerpools/{address}", GetAsync);
        app.MapPut("/{chainId}/workerpools/{address}", PutAsync);
    }

    private static async Task<IResult> GetAsync(string address, MarketDb db, MarketChain chain, CancellationToken ct)
    {
        var pool = Pool(address);
        var row = await db.Workerpools.AsNoTracking().SingleOrDefaultAsync(w => w.Workerpool == pool, ct);
        // What a former owner said would send workers and requesters astray.
        if (row is null || await chain.OwnerAsync(ResourceKind.Workerpool, pool, BlockTag.Latest, ct) != row.Owner)
            throw Answer.NotFound($"the owner of workerpool {pool} has not said where its scheduler is");
        return Answer.Json(new WorkerpoolApi(new Uri(row.ApiUrl)));
    }

    private static async Task<IResult> PutAsync(
        string address, HttpRequest request, MarketDb db, MarketChain chain, Challenges challenges, CancellationToken ct)
    {
        var pool = Pool(address);
        var caller = await challenges.LogInAsync(db, request, ct);
        var url = Url(await Body.ReadAsync(request, ct));
        var owner = await chain.OwnerAsync(ResourceKind.Workerpool, pool, BlockTag.Latest, ct)
            ?? throw Answer.NotFound($"{pool} is not a registered workerpool");
        if (owner != caller)
            throw Answer.Refused($"workerpool {pool} is {owner}'s, you are logged in as {caller}");
        if (await db.Workerpools.SingleOrDefaultAsync(w => w.Workerpool == pool, ct) is { } row)
            (row.Owner, row.ApiUrl) = (owner, url);
        else
            db.Workerpools.Add(new() { Workerpool = pool, Owner = owner, ApiUrl = url });
        await db.SaveChangesAsync(ct);
        return Answer.Json(new OkReply());
    }

    private static Address Pool(string address) => Address.TryParse(address, out var pool)
        ? pool
        : throw new UserErrorException($"'{address}' is not an address: 0x and 40 hexadecimal digits");

    private static string Url(JsonElement body)
    {
        var text = Body.Text(body, "apiUrl") ?? throw new UserErrorException("'apiUrl' is required: the scheduler's address, such as https://scheduler.example");
        var isGood = text.Length <= LongestUrl
            && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.UserInfo.Length == 0;
        return isGood ? text : throw new UserErrorException("'apiUrl' must be an absolute http or https address without user name, of at most 2000 characters");
    }
}
