using System.Text.Json;
using Iexec.Api;
using Iexec.Protocol;

namespace Iexec.Market;

/// <summary>Makes an order of the book what others see.</summary>
internal static class OrderView
{
    /// <summary>From this volume on a free dataset order is good for bulk.</summary>
    public const long BulkVolume = MarketSettings.LargestNumber - 1;

    public static PublishedOrder<T> Of<T>(OrderRow row, ulong chainId) where T : IOrder => new(
        row.Hash,
        chainId,
        JsonSerializer.Deserialize<T>(row.Body, ProtocolJson.Api)!,
        (ulong)row.Remaining,
        row.Status,
        DateTimeOffset.FromUnixTimeMilliseconds(row.PublishedAt).UtcDateTime,
        row.Signer,
        row.Kind == OrderKind.Dataset ? row is { Price: 0, Volume: >= BulkVolume } : null);
}
