using System.Diagnostics.Metrics;

namespace Iexec.Market;

/// <summary>What a market's operator watches.</summary>
internal sealed class MarketMetrics
{
    public MarketMetrics(IMeterFactory meters, Reconciler orders, DealCompletion deals) =>
        meters.Create("iexec.market").CreateObservableGauge(
            "iexec.market.failing",
            () => new Measurement<int>[] { new(orders.Failing, Of("orders")), new(deals.Failing, Of("deals")) },
            description: "Orders that can not be looked at now, and deals that can not be read.");

    private static KeyValuePair<string, object?> Of(string what) => new("what", what);
}
