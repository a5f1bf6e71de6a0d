using System.Text.Json.Serialization;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>An order's state in the market.</summary>
public enum OrderStatus
{
    /// <summary>Can be matched.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Fully consumed.</summary>
    [JsonStringEnumMemberName("filled")]
    Filled,

    /// <summary>Closed on chain by its owner.</summary>
    [JsonStringEnumMemberName("canceled")]
    Canceled,

    /// <summary>Can not be matched any more: under-collateralised, sold, or its companion orders are gone.</summary>
    [JsonStringEnumMemberName("dead")]
    Dead,
}

/// <summary>An order in the market.</summary>
/// <typeparam name="T">Which of the four kinds.</typeparam>
/// <param name="OrderHash">Its identity.</param>
/// <param name="ChainId">Its chain.</param>
/// <param name="Order">The signed order.</param>
/// <param name="Remaining">Volume that is not consumed.</param>
/// <param name="Status">Its state.</param>
/// <param name="PublicationTimestamp">When it was published (UTC).</param>
/// <param name="Signer">Who signed it: the resource's owner, or the requester.</param>
/// <param name="Bulk">Of a dataset order: free and practically without end, so that one deal may use many.</param>
/// <param name="Ok">True where the order is the whole answer.</param>
public sealed record PublishedOrder<T>(
    OrderHash OrderHash,
    ulong ChainId,
    T Order,
    ulong Remaining,
    OrderStatus Status,
    DateTime PublicationTimestamp,
    Address Signer,
    bool? Bulk = null,
    bool? Ok = null) where T : IOrder;

/// <summary>A page of a list of orders, best first.</summary>
/// <typeparam name="T">Which of the four kinds.</typeparam>
/// <param name="Orders">The orders.</param>
/// <param name="Count">How many there are on all pages.</param>
/// <param name="NextPage">The next page's index; null on the last.</param>
/// <param name="Ok">True.</param>
public sealed record OrderPage<T>(IReadOnlyList<PublishedOrder<T>> Orders, ulong Count, int? NextPage = null, bool Ok = true)
    where T : IOrder;
