using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>Looks for the cheapest orders of the market that match a request and hold on chain.</summary>
internal sealed class MatchSearch
{
    // Others than these are dearer, and of the same owners: a market takes 50 open orders of one.
    private const int MostSellers = 50;
    private const int MostPoolQueries = 10;
    private const int MostSets = 100_000;
    private const int MostRefusals = 1000;
    private const int Enough = 3;

    private readonly RequestOrder _request;
    private readonly OpenOrders _open;
    private readonly OrderChecks _checks;
    private readonly List<Refusal> _refusals = [];

    public MatchSearch(IexecClient client, RequestOrder request)
    {
        _request = request;
        _open = new(client, request, _refusals);
        _checks = new(client);
    }

    public async Task<MatchExplanation> RunAsync(CancellationToken ct)
    {
        var candidates = new List<OrderSet>();
        var refused = new HashSet<IOrder>(ReferenceEqualityComparer.Instance);
        foreach (var orders in (await MatchingAsync(ct)).OrderBy(PriceOf).Where(o => !Sold(o).Any(refused.Contains)))
        {
            if (await WhyNotAsync(orders, ct) is not var (order, reason))
                candidates.Add(orders);
            else if (refused.Add(order))
                _refusals.Add(new($"{order.Kind.ToString().ToLowerInvariant()} order of {Names(orders)}", [reason]));
            if (candidates.Count == Enough || refused.Count == MostRefusals)
                break;
        }
        if (candidates.Count == 0)
            await ExplainAsync(ct);
        return new(candidates, _refusals);
    }

    // By the rules alone. Pools are asked for by what the orders of app and dataset leave open.
    private async Task<List<OrderSet>> MatchingAsync(CancellationToken ct)
    {
        var (apps, datasets) = (await _open.AppsAsync(ct), await _open.DatasetsAsync(ct));
        var sellers = (from app in apps.Take(MostSellers)
                       from dataset in datasets.Take(MostSellers)
                       where app.AppPrice <= _request.AppMaxPrice && (dataset is null || dataset.DatasetPrice <= _request.DatasetMaxPrice)
                       select (App: app, Dataset: dataset)).ToList();
        var matching = new List<OrderSet>();
        foreach (var group in sellers.GroupBy(s => (Pool: PoolOf(s.App, s.Dataset), Tag: TagOf(s.App, s.Dataset))).Take(MostPoolQueries))
        {
            var pools = await _open.PoolsAsync(group.Key.Pool, group.Key.Tag, ct);
            foreach (var (app, dataset) in group.TakeWhile(_ => matching.Count < MostSets))
                matching.AddRange(pools.Select(pool => new OrderSet(app, dataset, pool, _request)).Where(o => MatchRules.AreMet(o)));
        }
        return matching;
    }

    private async Task<(IOrder Order, string Reason)?> WhyNotAsync(OrderSet orders, CancellationToken ct)
    {
        foreach (var order in Sold(orders))
        {
            if (await _checks.WhyNotAsync(order, _request.Volume, ct) is { } reason)
                return (order, reason);
        }
        return null;
    }

    private async Task ExplainAsync(CancellationToken ct)
    {
        var (apps, datasets, pools) = await _open.AnyAsync(ct);
        if (apps.Count == 0)
            _refusals.Add(new($"app {_request.App}", ["the market has no open order for it: its owner must publish one"]));
        if (datasets.Count == 0)
            _refusals.Add(new($"dataset {_request.Dataset}", ["the market has no open order for it: its owner must publish one"]));
        if (pools.Count == 0)
        {
            var sought = _request.Workerpool == Address.Zero ? "workerpools" : $"workerpool {_request.Workerpool}";
            _refusals.Add(new(sought, ["the market has no open order of it"]));
        }
        var tried = from app in apps from dataset in datasets from pool in pools select new OrderSet(app, dataset, pool, _request);
        // Those that would match are dealt with: they are refused by the chain, or have too little volume.
        foreach (var orders in tried.Where(o => !MatchRules.AreMet(o)).Take(MostSellers))
            _refusals.Add(new(Names(orders), [.. MatchRules.Broken(orders).Select(b => b.Sentence)]));
        if (_refusals.Count == 0)
            _refusals.Add(new("the market", [$"orders match, but none has a volume of {_request.Volume} left: ask for less"]));
    }

    private Address PoolOf(AppOrder app, DatasetOrder? dataset) =>
        _request.Workerpool != Address.Zero ? _request.Workerpool
        : app.WorkerpoolRestrict != Address.Zero ? app.WorkerpoolRestrict
        : dataset?.WorkerpoolRestrict ?? Address.Zero;

    private Tag TagOf(AppOrder app, DatasetOrder? dataset) => new OrderSet(app, dataset, null!, _request).Tag;

    // Prices of strangers, whose sum may be beyond what can be paid.
    private static UInt128 PriceOf(OrderSet orders) =>
        (UInt128)orders.App.AppPrice.Nano + (orders.Dataset?.DatasetPrice.Nano ?? 0) + orders.Pool.WorkerpoolPrice.Nano;

    private static IEnumerable<IOrder> Sold(OrderSet orders) => new IOrder?[] { orders.Pool, orders.App, orders.Dataset }.OfType<IOrder>();

    private static string Names(OrderSet orders) =>
        $"app {orders.App.App} on workerpool {orders.Pool.Workerpool}"
        + (orders.Dataset is { } data ? $" with dataset {data.Dataset}" : "");
}
