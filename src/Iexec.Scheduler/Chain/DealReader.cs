using System.Collections.Concurrent;
using Iexec.Protocol;

namespace Iexec.Scheduler.Chain;

/// <summary>Reads deals and the time of their category. Neither ever changes, so each is read once.</summary>
internal sealed class DealReader(HubClient hub)
{
    private const int Kept = 10_000;

    private readonly ConcurrentDictionary<DealId, Deal> _deals = new();
    private readonly ConcurrentDictionary<ulong, ulong> _timeRefs = new();

    /// <summary>A deal is new: a reorg may have made it again, at another time.</summary>
    public void Forget(DealId id) => _deals.TryRemove(id, out _);

    /// <summary>A deal and T of its category in seconds; null when the chain has no such deal.</summary>
    public async Task<(Deal Deal, ulong TimeRef)?> FindAsync(DealId id, CancellationToken ct)
    {
        if (!_deals.TryGetValue(id, out var deal))
        {
            deal = await hub.ViewDealAsync(id, ct);
            if (!deal.Exists)
                return null;
            if (_deals.Count >= Kept)
                _deals.Clear();
            _deals[id] = deal;
        }
        if (!_timeRefs.TryGetValue(deal.Category, out var timeRef))
            _timeRefs[deal.Category] = timeRef = (await hub.ViewCategoryAsync(deal.Category, ct)).WorkClockTimeRef;
        return (deal, timeRef);
    }
}
