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

/// <summary>Where the schedulers of workerpools answer: what published clients call <c>compass</c>.</summary>
internal static class WorkerpoolEndpoints
{
    private const int LongestUrl = 2000;

    public static void MapWorkerpools(this IEndpointRouteBuilder app)
    {
        app.MapGet("/{chainId}/workerpools/{address}", GetAsync)
            .WithName("GetScheduler").WithSummary("Where a workerpool's scheduler is, signed by the pool's owner.");
        app.MapPut("/{chainId}/workerpools/{address}", PutAsync)
            .WithName("SetScheduler").WithSummary("Says where a workerpool's scheduler is; the entry is signed by the pool's owner.");
    }

    private static async Task<Ok<SchedulerEntry>> GetAsync(
        string address, MarketDb db, MarketChain chain, TimeProvider time, CancellationToken ct)
    {
        var pool = Pool(address);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var row = await db.Workerpools.AsNoTracking().SingleOrDefaultAsync(w => w.Workerpool == pool && w.Expires > now, ct);
        // What a former owner said would send workers and requesters astray.
        if (row is null || await chain.OwnerAsync(ResourceKind.Workerpool, pool, BlockTag.Latest, ct) != row.Owner)
            throw Answer.NotFound($"the owner of workerpool {pool} has not said lately where its scheduler is");
        return TypedResults.Ok(new SchedulerEntry(new Uri(row.ApiUrl), (ulong)row.Expires, row.Sign));
    }

    // No login: the entry proves itself.
    private static async Task<Ok<OkReply>> PutAsync(
        string address,
        HttpRequest request,
        MarketDb db,
        MarketChain chain,
        MarketSettings settings,
        TimeProvider time,
        CancellationToken ct)
    {
        var pool = Pool(address);
        var entry = Read(await Body.ReadAsync(request, ct));
        var owner = await chain.OwnerAsync(ResourceKind.Workerpool, pool, BlockTag.Latest, ct)
            ?? throw Answer.NotFound($"{pool} is not a registered workerpool");
        if (entry.Refusal(settings.ChainId, pool, owner, time.GetUtcNow()) is { } refusal)
            throw Answer.Refused($"the entry {refusal}");
        var row = await db.Workerpools.SingleOrDefaultAsync(w => w.Workerpool == pool, ct);
        if (row?.Owner == owner && row.Expires >= (long)entry.Expires && !row.Sign.AsSpan().SequenceEqual(entry.Sign))
            throw Answer.Refused("there is an entry as new as this one: sign another");
        if (row is null)
            db.Workerpools.Add(row = new() { Workerpool = pool, Owner = owner, ApiUrl = "", Expires = 0, Sign = [] });
        (row.Owner, row.ApiUrl, row.Expires, row.Sign) = (owner, entry.ApiUrl.OriginalString, (long)entry.Expires, entry.Sign!);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new OkReply());
    }

    private static Address Pool(string address) => Address.TryParse(address, out var pool)
        ? pool
        : throw new UserErrorException($"'{address}' is not an address: 0x and 40 hexadecimal digits");

    private static SchedulerEntry Read(JsonElement body)
    {
        try
        {
            var entry = body.Deserialize<SchedulerEntry>(ProtocolJson.Api)!;
            var url = entry.ApiUrl;
            return url.OriginalString.Length <= LongestUrl && url is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "" }
                ? entry
                : throw new UserErrorException(
                    $"'apiUrl' must be an absolute http or https address without user name, of at most {LongestUrl} characters");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UserErrorException($"the body must be {{apiUrl, expires, sign}}, signed by the pool's owner: {e.Message}");
        }
    }
}
