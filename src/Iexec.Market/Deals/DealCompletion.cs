using System.Text.Json;
using Iexec.Protocol;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>Reads deals, which events only announce, from the hub.</summary>
internal static class DealCompletion
{
    public static async Task RunAsync(MarketDb db, ChainView view, ulong chainId, CancellationToken ct)
    {
        var announced = await db.Deals.Where(d => d.Body == null && d.Block <= (long)view.Block).OrderBy(d => d.Block).ToListAsync(ct);
        foreach (var row in announced)
        {
            var deal = await view.DealAsync(row.Id, ct);
            // One that the hub does not know was reorganised away: its row goes when the follower notices.
            if (!deal.Exists)
                continue;
            row.App = deal.App.Pointer;
            row.AppOwner = deal.App.Owner;
            row.Dataset = deal.Dataset.Pointer;
            row.DatasetOwner = deal.Dataset.Owner;
            row.Workerpool = deal.Workerpool.Pointer;
            row.WorkerpoolOwner = deal.Workerpool.Owner;
            row.Requester = deal.Requester;
            row.Beneficiary = deal.Beneficiary;
            row.Category = (long)deal.Category;
            row.Price = deal.Workerpool.Price;
            row.Timestamp = DateTimeOffset.FromUnixTimeSeconds((long)deal.StartTime);
            row.Body = JsonSerializer.Serialize(DealView.Of(row, deal, chainId), ProtocolJson.Api);
            await db.SaveChangesAsync(ct);
        }
    }
}
