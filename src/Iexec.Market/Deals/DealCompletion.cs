using System.Text.Json;
using Iexec.Protocol;
using Iexec.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Iexec.Market;

/// <summary>Reads deals, which events only announce, from the hub.</summary>
internal sealed class DealCompletion(
    IDbContextFactory<MarketDb> databases,
    FollowedChain chain,
    MarketSettings settings,
    Surroundings surroundings,
    ILogger<DealCompletion> log)
{
    private readonly EachAlone<DealId> _deals = new("deals", surroundings, log);

    /// <summary>How many deals can not be read now.</summary>
    public int Failing => _deals.Failing;

    /// <summary>Which deals can not be read now, and why; null when all can.</summary>
    public string? Trouble => _deals.Trouble;

    /// <summary>Reads all that were announced.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var announced = await db.Deals.Where(d => d.Body == null).OrderBy(d => d.Block).Select(d => d.Id).ToListAsync(ct);
        await _deals.DoAsync(announced, ReadAsync, ct);
    }

    private async Task ReadAsync(DealId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Deals.SingleOrDefaultAsync(d => d.Id == id, ct) is not { } row)
            return;
        var deal = await (await chain.ViewAsync(db, ct)).DealAsync(id, ct);
        // One that the hub does not know was reorganised away: its row goes when the follower notices.
        if (!deal.Exists)
            return;
        row.App = deal.App.Pointer;
        row.AppOwner = deal.App.Owner;
        row.Dataset = deal.Dataset.Pointer;
        row.DatasetOwner = deal.Dataset.Owner;
        row.Workerpool = deal.Workerpool.Pointer;
        row.WorkerpoolOwner = deal.Workerpool.Owner;
        row.Requester = deal.Requester;
        row.Beneficiary = deal.Beneficiary;
        row.Category = SafeNumber.Of(deal.Category, "category");
        row.Price = SafeNumber.Of(deal.Workerpool.Price.Nano, "price");
        row.Timestamp = SafeNumber.Of(deal.StartTime, "time");
        row.Body = JsonSerializer.Serialize(DealView.Of(row, deal, settings.ChainId), ProtocolJson.Api);
        await db.SaveChangesAsync(ct);
    }
}
