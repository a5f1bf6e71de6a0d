using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>
/// The rules of <c>matchOrders</c> that need no chain: which of them four orders break, in the contracts' order.
/// Restrictions to ERC-734 groups and everything about signatures, registration and volumes is for the hub to say.
/// </summary>
public static class MatchRules
{
    private static readonly MatchRule[] All =
    [
        new(0x00, o => o.Request.Category == o.Pool.Category,
            o => $"the request asks for category {o.Request.Category}, the pool sells category {o.Pool.Category}"),
        new(0x02, o => o.Request.Trust <= o.Pool.Trust,
            o => $"the request asks for trust {o.Request.Trust}, the pool certifies at most {o.Pool.Trust}"),
        new(0x03, o => o.App.AppPrice <= o.Request.AppMaxPrice,
            o => $"the app costs {o.App.AppPrice} a task, the request pays at most {o.Request.AppMaxPrice}"),
        new(0x04, o => o.Dataset is null || o.Dataset.DatasetPrice <= o.Request.DatasetMaxPrice,
            o => $"the dataset costs {o.Dataset!.DatasetPrice} a task, the request pays at most {o.Request.DatasetMaxPrice}"),
        new(0x05, o => o.Pool.WorkerpoolPrice <= o.Request.WorkerpoolMaxPrice,
            o => $"the pool costs {o.Pool.WorkerpoolPrice} a task, the request pays at most {o.Request.WorkerpoolMaxPrice}"),
        new(0x06, o => o.Tag.IsSubsetOf(o.Pool.Tag), o => $"the orders need tag {o.Tag}, the pool offers {o.Pool.Tag}"),
        new(0x07, o => o.Tag.IsTee == o.App.Tag.IsTee, _ => "a TEE is asked for, but the app is not sold for a TEE"),
        new(0x10, o => o.App.App == o.Request.App, o => $"the request is for app {o.Request.App}, the order sells {o.App.App}"),
        new(0x11, o => o.Data == o.Request.Dataset, o => $"the request is for dataset {o.Request.Dataset}, the order sells {o.Data}"),
        new(0x12, o => Accepts(o.Request.Workerpool, o.Pool.Workerpool),
            o => $"the request wants workerpool {o.Request.Workerpool}, not {o.Pool.Workerpool}"),
        new(0x13, o => Accepts(o.App.DatasetRestrict, o.Data), o => $"the app order is only for dataset {o.App.DatasetRestrict}"),
        new(0x14, o => Accepts(o.App.WorkerpoolRestrict, o.Pool.Workerpool),
            o => $"the app order is only for workerpool {o.App.WorkerpoolRestrict}"),
        new(0x15, o => Accepts(o.App.RequesterRestrict, o.Request.Requester),
            o => $"the app order is only for requester {o.App.RequesterRestrict}"),
        new(0x16, o => o.Dataset is null || Accepts(o.Dataset.AppRestrict, o.App.App),
            o => $"the dataset order is only for app {o.Dataset!.AppRestrict}"),
        new(0x17, o => o.Dataset is null || Accepts(o.Dataset.WorkerpoolRestrict, o.Pool.Workerpool),
            o => $"the dataset order is only for workerpool {o.Dataset!.WorkerpoolRestrict}"),
        new(0x18, o => o.Dataset is null || Accepts(o.Dataset.RequesterRestrict, o.Request.Requester),
            o => $"the dataset order is only for requester {o.Dataset!.RequesterRestrict}"),
        new(0x19, o => Accepts(o.Pool.AppRestrict, o.App.App), o => $"the workerpool order is only for app {o.Pool.AppRestrict}"),
        new(0x1a, o => Accepts(o.Pool.DatasetRestrict, o.Data), o => $"the workerpool order is only for dataset {o.Pool.DatasetRestrict}"),
        new(0x1b, o => Accepts(o.Pool.RequesterRestrict, o.Request.Requester),
            o => $"the workerpool order is only for requester {o.Pool.RequesterRestrict}"),
    ];

    /// <summary>Whether orders break no rule. Ends at the first broken one and allocates nothing: many are tried for a deal.</summary>
    /// <param name="orders">The orders.</param>
    public static bool AreMet(in OrderSet orders)
    {
        foreach (var rule in All)
        {
            if (!rule.Holds(orders))
                return false;
        }
        return true;
    }

    /// <summary>The rules broken; none when the orders may match.</summary>
    /// <param name="orders">The orders.</param>
    public static IEnumerable<BrokenRule> Broken(OrderSet orders) =>
        All.Where(r => !r.Holds(orders)).Select(r => new BrokenRule(r.Code, r.Sentence(orders)));

    private static bool Accepts(Address restriction, Address x) => restriction == Address.Zero || restriction == x;

    private sealed record MatchRule(int Code, Func<OrderSet, bool> Holds, Func<OrderSet, string> Sentence);
}

/// <summary>A rule of the match that orders break.</summary>
/// <param name="Code">The hub's code: <c>iExecV5-matchOrders-0xNN</c>.</param>
/// <param name="Sentence">What it means here.</param>
public sealed record BrokenRule(int Code, string Sentence);
