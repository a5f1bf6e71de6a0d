using Iexec.Protocol;

namespace Iexec.Market;

/// <summary>What the market knows of the kinds of orders.</summary>
internal static class OrderKinds
{
    /// <summary>Its name in paths and bodies: <c>app</c>, <c>dataset</c>, <c>workerpool</c>, <c>request</c>.</summary>
    public static string Name(this OrderKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>What an order of the kind is for or from: the field that names it, and <see cref="OrderRow"/>'s property.</summary>
    public static (string Field, string Property) Subject(this OrderKind kind) => kind switch
    {
        OrderKind.App => ("app", nameof(OrderRow.App)),
        OrderKind.Dataset => ("dataset", nameof(OrderRow.Dataset)),
        OrderKind.Workerpool => ("workerpool", nameof(OrderRow.Workerpool)),
        _ => ("requester", nameof(OrderRow.Requester)),
    };

    /// <summary>The resource that orders of the kind sell; null for requests, which sell none.</summary>
    public static ResourceKind? Resource(this OrderKind kind) => kind switch
    {
        OrderKind.App => ResourceKind.App,
        OrderKind.Dataset => ResourceKind.Dataset,
        OrderKind.Workerpool => ResourceKind.Workerpool,
        _ => null,
    };
}
