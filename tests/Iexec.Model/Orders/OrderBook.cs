using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>What is known of orders: who presigned them, and how much of them is used up.</summary>
internal sealed class OrderBook
{
    private readonly Dictionary<OrderHash, Address> _presigned = [];
    private readonly Dictionary<OrderHash, ulong> _consumed = [];

    public Address Presigned(OrderHash order) => _presigned.GetValueOrDefault(order);

    public ulong Consumed(OrderHash order) => _consumed.GetValueOrDefault(order);

    public ulong Remaining<T>(ModelOrder<T> order) where T : IOrder => order.Order.Volume - Consumed(order.Hash);

    public void Consume<T>(ModelOrder<T> order, ulong volume) where T : IOrder => _consumed[order.Hash] = Consumed(order.Hash) + volume;

    /// <summary>The least that is left of any of the orders.</summary>
    public ulong Volume(OrderSet orders)
    {
        var volume = Math.Min(Math.Min(Remaining(orders.App), Remaining(orders.Pool)), Remaining(orders.Request));
        return orders.DatasetUsed is { } dataset ? Math.Min(volume, Remaining(dataset)) : volume;
    }

    /// <summary>The owner presigns an order, or closes it; itself, or by its signature of the operation.</summary>
    public Refusal? Manage<T>(HubState hub, Address sender, ModelOrder<T> order, OrderOperation operation, ModelSignature signature)
        where T : IOrder
    {
        var owner = OwnerOf(hub, order.Order);
        if (sender != owner && hub.Accounts.CheckSignature(owner, signature, Errors.Text("invalid-sender-or-signature")) is { } refusal)
            return refusal;
        if (operation == OrderOperation.Sign)
            _presigned[order.Hash] = owner;
        else
            _consumed[order.Hash] = order.Order.Volume;
        hub.Journal.OrderManaged(order.Order.Kind, operation, order.Hash);
        return null;
    }

    private static Address OwnerOf(HubState hub, IOrder order) => order switch
    {
        AppOrder app => hub.Assets.OwnerOf(ResourceKind.App, app.App),
        DatasetOrder dataset => hub.Assets.OwnerOf(ResourceKind.Dataset, dataset.Dataset),
        WorkerpoolOrder pool => hub.Assets.OwnerOf(ResourceKind.Workerpool, pool.Workerpool),
        RequestOrder request => request.Requester,
        _ => throw new ArgumentException($"{order.Kind} is no kind of order."),
    };
}
