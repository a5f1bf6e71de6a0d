using Iexec.Api;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>Orders that would make a deal of a request.</summary>
/// <param name="App">The app order.</param>
/// <param name="Dataset">The dataset order; null for none.</param>
/// <param name="Workerpool">The workerpool order.</param>
public sealed record Candidate(AppOrder App, DatasetOrder? Dataset, WorkerpoolOrder Workerpool)
{
    /// <summary>The price of one task.</summary>
    public Rlc Price => App.AppPrice + (Dataset?.DatasetPrice ?? Rlc.Zero) + Workerpool.WorkerpoolPrice;
}

/// <summary>Why a set of orders does not match a request.</summary>
/// <param name="Orders">The orders tried, by resource.</param>
/// <param name="Reasons">The rules they break.</param>
public sealed record Refusal(string Orders, IReadOnlyList<string> Reasons);

/// <summary>Who would serve a request, and why the others would not.</summary>
/// <param name="Candidates">Sets of orders that match, cheapest first.</param>
/// <param name="Refusals">Sets that do not, with the rules they break.</param>
public sealed record MatchExplanation(IReadOnlyList<Candidate> Candidates, IReadOnlyList<Refusal> Refusals)
{
    internal static MatchExplanation Of(
        RequestOrder request,
        IReadOnlyList<PublishedOrder<AppOrder>> apps,
        IReadOnlyList<PublishedOrder<DatasetOrder>?> datasets,
        IReadOnlyList<PublishedOrder<WorkerpoolOrder>> pools)
    {
        var refusals = new List<Refusal>();
        if (apps.Count == 0)
            refusals.Add(new($"app {request.App}", ["the market has no open order for it: its owner must publish one"]));
        if (datasets.Count == 0)
            refusals.Add(new($"dataset {request.Dataset}", ["the market has no open order for it: its owner must publish one"]));
        if (pools.Count == 0)
            refusals.Add(new("workerpools", ["the market has no open workerpool order"]));
        var candidates = new List<Candidate>();
        foreach (var (app, dataset, pool) in from a in apps from d in datasets from p in pools select (a.Order, d?.Order, p.Order))
        {
            var reasons = MatchRules.Broken(new(app, dataset, pool, request)).Select(b => b.Sentence).ToList();
            if (reasons.Count == 0)
                candidates.Add(new(app, dataset, pool));
            else
                refusals.Add(new($"app {app.App} on workerpool {pool.Workerpool}" + (dataset is null ? "" : $" with dataset {dataset.Dataset}"), reasons));
        }
        return new([.. candidates.OrderBy(c => c.Price)], refusals);
    }

    /// <summary>The cheapest set.</summary>
    /// <exception cref="UserException">Nothing matches; the message says why for each set.</exception>
    public Candidate Best() => Candidates.Count > 0
        ? Candidates[0]
        : throw new UserException("no orders match the request:\n" + string.Join('\n', Refusals.Select(r => $"- {r.Orders}: {string.Join("; ", r.Reasons)}")));
}
