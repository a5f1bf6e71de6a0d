using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>Buys runs of apps from the market's best orders.</summary>
/// <param name="client">The client.</param>
public sealed class Runs(IexecClient client)
{
    /// <summary>What a run would cost now: to be shown, and then given to <see cref="BuyAsync(DealTerms, CancellationToken)"/>.</summary>
    /// <exception cref="UserException">Nobody sells it, or not for that price; the message says why.</exception>
    public async Task<DealTerms> QuoteAsync(RunRequest request, CancellationToken ct)
    {
        var best = (await client.Orders.ExplainAsync(request.ToOrder(client.Key.Address), ct)).Best();
        // Who sees the request before it is mined can match it too: it must be worth nothing but what was shown.
        var exact = best.Request with
        {
            AppMaxPrice = best.App.AppPrice,
            DatasetMaxPrice = best.Dataset?.DatasetPrice ?? Rlc.Zero,
            Workerpool = best.Pool.Workerpool,
            WorkerpoolMaxPrice = best.Pool.WorkerpoolPrice,
        };
        return (await client.Orders.TermsAsync(best with { Request = exact }, ct)).AtMost(request.MaxPrice);
    }

    /// <summary>Signs the request that a quote was made for, and makes the deal.</summary>
    /// <exception cref="SpentException">The deal was made, but then something failed.</exception>
    public Task<Run> BuyAsync(DealTerms quote, CancellationToken ct) =>
        client.Orders.FillAsync(quote with { Orders = quote.Orders with { Request = client.Orders.Sign(quote.Orders.Request) } }, ct);

    /// <summary>Buys a run at the best price there is now, if it is not above the request's.</summary>
    /// <exception cref="UserException">Nobody sells it, or not for that price; nothing was spent.</exception>
    /// <exception cref="SpentException">The deal was made, but then something failed.</exception>
    public async Task<Run> BuyAsync(RunRequest request, CancellationToken ct) => await BuyAsync(await QuoteAsync(request, ct), ct);
}
