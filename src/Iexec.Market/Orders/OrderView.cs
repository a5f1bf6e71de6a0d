using System.Text.Json;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Market;

/// <summary>An order as the market answers it (see <see cref="Iexec.Api.PublishedOrder{T}"/>).</summary>
/// <param name="Ok">True where the order is the whole answer.</param>
/// <param name="OrderHash">Its identity.</param>
/// <param name="ChainId">Its chain.</param>
/// <param name="Order">The signed order.</param>
/// <param name="Remaining">Volume that is not consumed.</param>
/// <param name="Status">In lower case.</param>
/// <param name="PublicationTimestamp">When it was published.</param>
/// <param name="Signer">Who signed it.</param>
/// <param name="Bulk">Of a dataset order: free and practically without end, so that one deal may use many.</param>
internal sealed record OrderView(
    bool? Ok,
    OrderHash OrderHash,
    ulong ChainId,
    JsonElement Order,
    long Remaining,
    string Status,
    DateTime PublicationTimestamp,
    Address Signer,
    bool? Bulk)
{
    /// <summary>From this volume on a free dataset order is good for bulk.</summary>
    public const long BulkVolume = MarketSettings.LargestNumber - 1;

    public static OrderView Of(OrderRow row, ulong chainId, bool? ok = null) => new(
        ok,
        row.Hash,
        chainId,
        JsonSerializer.Deserialize<JsonElement>(row.Body),
        row.Remaining,
        row.Status.ToString().ToLowerInvariant(),
        row.PublishedAt.UtcDateTime,
        row.Signer,
        row.Kind == OrderKind.Dataset ? row.Price == Rlc.Zero && row.Volume >= BulkVolume : null);
}
