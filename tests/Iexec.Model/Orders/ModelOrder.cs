using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>An order, with what the model does not work out by itself: its hash, and who signed it.</summary>
/// <typeparam name="T">Its kind.</typeparam>
/// <param name="Order">The order; its <see cref="IOrder.Sign"/> counts for nothing here.</param>
/// <param name="Hash">Its hash under the hub's domain.</param>
/// <param name="Signature">Who signed it.</param>
public sealed record ModelOrder<T>(T Order, OrderHash Hash, ModelSignature Signature)
    where T : IOrder;
