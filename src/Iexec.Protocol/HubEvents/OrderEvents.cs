using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>An order was presigned: it is valid without a signature.</summary>
public sealed record OrderSigned(Log Log, OrderKind Kind, OrderHash Order) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Kind.Words()} {Order} signed on chain";
}

/// <summary>An order was closed.</summary>
public sealed record OrderClosed(Log Log, OrderKind Kind, OrderHash Order) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Kind.Words()} {Order} closed for good";
}

/// <summary>An order was published through the chain. Nobody has checked it.</summary>
public sealed record OrderBroadcast(Log Log, IOrder Order) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Order.Kind.Words()} of volume {Order.Volume} published on chain";
}

internal static class OrderWords
{
    public static string Words(this OrderKind kind) => $"{kind.ToString().ToLowerInvariant()} order";
}
