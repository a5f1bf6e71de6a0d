using System.Text.Json.Serialization;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>Asks a market to publish an order.</summary>
/// <typeparam name="T">Which of the four kinds.</typeparam>
/// <param name="Order">The signed order.</param>
public sealed record PublishRequest<T>(T Order) where T : IOrder;

/// <summary>The market took an order.</summary>
/// <typeparam name="T">Which of the four kinds.</typeparam>
/// <param name="Published">The order as others see it.</param>
/// <param name="Ok">True.</param>
public sealed record PublishReply<T>(PublishedOrder<T> Published, bool Ok = true) where T : IOrder;

/// <summary>Which of one's orders to take out of the market.</summary>
public enum UnpublishTarget
{
    /// <summary>The one of a hash.</summary>
    [JsonStringEnumMemberName("unpublish_orderHash")]
    OrderHash,

    /// <summary>The newest open one for a resource, or of a requester.</summary>
    [JsonStringEnumMemberName("unpublish_last")]
    Last,

    /// <summary>All open ones for a resource, or of a requester.</summary>
    [JsonStringEnumMemberName("unpublish_all")]
    All,
}

/// <summary>
/// Asks a market to take orders back. All but <see cref="UnpublishTarget.OrderHash"/> need the address that the kind of order is
/// for or from.
/// </summary>
/// <param name="Target">Which.</param>
/// <param name="OrderHash">The order.</param>
/// <param name="App">The app.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Workerpool">The workerpool.</param>
/// <param name="Requester">The requester.</param>
public sealed record UnpublishRequest(
    UnpublishTarget Target = UnpublishTarget.OrderHash,
    OrderHash? OrderHash = null,
    Address? App = null,
    Address? Dataset = null,
    Address? Workerpool = null,
    Address? Requester = null);

/// <summary>Orders were taken out of the market.</summary>
/// <param name="Unpublished">Their hashes; never none.</param>
/// <param name="Ok">True.</param>
public sealed record UnpublishReply(IReadOnlyList<OrderHash> Unpublished, bool Ok = true);
