using Iexec.Protocol;
using Iexec.Ethereum;

namespace Iexec.Model;

/// <summary>Which orders go together: the published rules with their codes, in the published order.</summary>
internal static class MatchRules
{
    /// <summary>The first rule that four orders break; null if they may match.</summary>
    public static Refusal? Check(HubState hub, OrderSet orders) =>
        Terms(hub, orders) ?? Parties(hub, orders) ?? Signatures(hub, orders);

    /// <summary>What the machine of a deal needs.</summary>
    public static Tag Tag(OrderSet orders)
    {
        var tag = orders.App.Order.Tag | orders.Request.Order.Tag;
        return orders.DatasetUsed is { } dataset ? tag | dataset.Order.Tag.WithoutFramework() : tag;
    }

    private static Refusal? Terms(HubState hub, OrderSet orders)
    {
        var (app, dataset, pool, request) = (orders.App.Order, orders.DatasetUsed?.Order, orders.Pool.Order, orders.Request.Order);
        if (request.Category != pool.Category) return Errors.Match("00");
        if (request.Category >= (ulong)hub.Categories.Count) return Errors.Match("01");
        if (request.Trust > pool.Trust) return Errors.Match("02");
        if (request.Trust > Limits.Trust) return Errors.TrustTooHigh(request.Trust);
        if (app.AppPrice > request.AppMaxPrice) return Errors.Match("03");
        if (dataset?.DatasetPrice > request.DatasetMaxPrice) return Errors.Match("04");
        if (pool.WorkerpoolPrice > request.WorkerpoolMaxPrice) return Errors.Match("05");
        var tag = Tag(orders);
        if (!tag.IsSubsetOf(pool.Tag)) return Errors.Match("06");
        if (tag.IsTee && !app.Tag.IsTee) return Errors.Match("07");
        return null;
    }

    private static Refusal? Parties(HubState hub, OrderSet orders)
    {
        var (app, dataset, pool, request) = (orders.App.Order, orders.DatasetUsed?.Order, orders.Pool.Order, orders.Request.Order);
        var data = dataset?.Dataset ?? Address.Zero;
        if (request.App != app.App) return Errors.Match("10");
        if (request.Dataset != data) return Errors.Match("11");
        if (!Accepts(request.Workerpool, pool.Workerpool)) return Errors.Match("12");
        if (!Accepts(app.DatasetRestrict, data)) return Errors.Match("13");
        if (!Accepts(app.WorkerpoolRestrict, pool.Workerpool)) return Errors.Match("14");
        if (!Accepts(app.RequesterRestrict, request.Requester)) return Errors.Match("15");
        if (dataset is not null)
        {
            if (!Accepts(dataset.AppRestrict, app.App)) return Errors.Match("16");
            if (!Accepts(dataset.WorkerpoolRestrict, pool.Workerpool)) return Errors.Match("17");
            if (!Accepts(dataset.RequesterRestrict, request.Requester)) return Errors.Match("18");
        }
        if (!Accepts(pool.AppRestrict, app.App)) return Errors.Match("19");
        if (!Accepts(pool.DatasetRestrict, data)) return Errors.Match("1a");
        if (!Accepts(pool.RequesterRestrict, request.Requester)) return Errors.Match("1b");
        return null;

        bool Accepts(Address restriction, Address account) => hub.Accounts.Accepts(restriction, account);
    }

    private static Refusal? Signatures(HubState hub, OrderSet orders) =>
        Asset(hub, orders.App, ResourceKind.App, orders.App.Order.App, "20", "21")
        ?? (orders.DatasetUsed is { } dataset ? Asset(hub, dataset, ResourceKind.Dataset, dataset.Order.Dataset, "30", "31") : null)
        ?? Asset(hub, orders.Pool, ResourceKind.Workerpool, orders.Pool.Order.Workerpool, "40", "41")
        ?? Signed(hub, orders.Request, orders.Request.Order.Requester, "50");

    private static Refusal? Asset<T>(HubState hub, ModelOrder<T> order, ResourceKind kind, Address asset, string unknown, string unsigned)
        where T : IOrder
    {
        var owner = hub.Assets.OwnerOf(kind, asset);
        return owner == Address.Zero ? Errors.Match(unknown) : Signed(hub, order, owner, unsigned);
    }

    private static Refusal? Signed<T>(HubState hub, ModelOrder<T> order, Address signer, string code)
        where T : IOrder =>
        signer != Address.Zero && hub.Orders.Presigned(order.Hash) == signer
            ? null
            : hub.Accounts.CheckSignature(signer, order.Signature, Errors.Match(code));
}
