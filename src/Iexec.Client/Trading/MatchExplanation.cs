using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>Why a set of orders does not match a request.</summary>
/// <param name="Orders">The orders tried, by resource.</param>
/// <param name="Reasons">The rules they break.</param>
public sealed record Refusal(string Orders, IReadOnlyList<string> Reasons);

/// <summary>Who would serve a request, and why others would not.</summary>
/// <param name="Candidates">Sets of orders that match and hold on chain, cheapest first: a few, for the search ends with them.</param>
/// <param name="Refusals">Cheaper sets that do not, or when none does the sets tried: each with the reasons.</param>
public sealed record MatchExplanation(IReadOnlyList<OrderSet> Candidates, IReadOnlyList<Refusal> Refusals)
{
    private const int MostShown = 20;

    /// <summary>The cheapest set.</summary>
    /// <exception cref="UserException">Nothing matches; the message says why for each set.</exception>
    public OrderSet Best()
    {
        if (Candidates.Count > 0)
            return Candidates[0];
        var lines = Refusals.Take(MostShown).Select(r => $"- {r.Orders}: {string.Join("; ", r.Reasons)}");
        if (Refusals.Count > MostShown)
            lines = lines.Append($"- and {Refusals.Count - MostShown} more");
        throw new UserException("no orders match the request:\n" + string.Join('\n', lines));
    }
}
