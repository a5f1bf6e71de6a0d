using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>
/// The rules of <c>matchOrders</c> that need no chain: which of them four orders break, in the contracts' order.
/// Restrictions to ERC-734 groups and everything about signatures, registration and volumes is for the hub to say.
/// </summary>
public static class MatchRules
{
    /// <summary>The rules broken; none when the orders may match.</summary>
    /// <param name="app">The app order.</param>
    /// <param name="dataset">The dataset order; null for none.</param>
    /// <param name="pool">The workerpool order.</param>
    /// <param name="request">The request order.</param>
    public static IEnumerable<BrokenRule> Broken(AppOrder app, DatasetOrder? dataset, WorkerpoolOrder pool, RequestOrder request)
    {
        var data = dataset?.Dataset ?? Address.Zero;
        var tag = app.Tag | (dataset?.Tag.WithoutFramework() ?? Tag.None) | request.Tag;
        (bool Holds, int Code, string Sentence)[] rules =
        [
            (request.Category == pool.Category, 0x00, $"the request asks for category {request.Category}, the pool sells category {pool.Category}"),
            (request.Trust <= pool.Trust, 0x02, $"the request asks for trust {request.Trust}, the pool certifies at most {pool.Trust}"),
            (app.AppPrice <= request.AppMaxPrice, 0x03, $"the app costs {app.AppPrice} a task, the request pays at most {request.AppMaxPrice}"),
            (dataset is null || dataset.DatasetPrice <= request.DatasetMaxPrice, 0x04, $"the dataset costs {dataset?.DatasetPrice} a task, the request pays at most {request.DatasetMaxPrice}"),
            (pool.WorkerpoolPrice <= request.WorkerpoolMaxPrice, 0x05, $"the pool costs {pool.WorkerpoolPrice} a task, the request pays at most {request.WorkerpoolMaxPrice}"),
            (tag.IsSubsetOf(pool.Tag), 0x06, $"the orders need tag {tag}, the pool offers {pool.Tag}"),
            (tag.IsTee == app.Tag.IsTee, 0x07, "a TEE is asked for, but the app is not sold for a TEE"),
            (app.App == request.App, 0x10, $"the request is for app {request.App}, the order sells {app.App}"),
            (data == request.Dataset, 0x11, $"the request is for dataset {request.Dataset}, the order sells {data}"),
            (Accepts(request.Workerpool, pool.Workerpool), 0x12, $"the request wants workerpool {request.Workerpool}, not {pool.Workerpool}"),
            (Accepts(app.DatasetRestrict, data), 0x13, $"the app order is only for dataset {app.DatasetRestrict}"),
            (Accepts(app.WorkerpoolRestrict, pool.Workerpool), 0x14, $"the app order is only for workerpool {app.WorkerpoolRestrict}"),
            (Accepts(app.RequesterRestrict, request.Requester), 0x15, $"the app order is only for requester {app.RequesterRestrict}"),
            (dataset is null || Accepts(dataset.AppRestrict, app.App), 0x16, $"the dataset order is only for app {dataset?.AppRestrict}"),
            (dataset is null || Accepts(dataset.WorkerpoolRestrict, pool.Workerpool), 0x17, $"the dataset order is only for workerpool {dataset?.WorkerpoolRestrict}"),
            (dataset is null || Accepts(dataset.RequesterRestrict, request.Requester), 0x18, $"the dataset order is only for requester {dataset?.RequesterRestrict}"),
            (Accepts(pool.AppRestrict, app.App), 0x19, $"the workerpool order is only for app {pool.AppRestrict}"),
            (Accepts(pool.DatasetRestrict, data), 0x1a, $"the workerpool order is only for dataset {pool.DatasetRestrict}"),
            (Accepts(pool.RequesterRestrict, request.Requester), 0x1b, $"the workerpool order is only for requester {pool.RequesterRestrict}"),
        ];
        return rules.Where(r => !r.Holds).Select(r => new BrokenRule(r.Code, r.Sentence));
    }

    private static bool Accepts(Address restriction, Address x) => restriction == Address.Zero || restriction == x;
}

/// <summary>A rule of the match that orders break.</summary>
/// <param name="Code">The hub's code: <c>iExecV5-matchOrders-0xNN</c>.</param>
/// <param name="Sentence">What it means here.</param>
public sealed record BrokenRule(int Code, string Sentence);
