using System.Collections.Concurrent;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Market;

/// <summary>The chain at one block; what several orders share is asked once.</summary>
internal sealed class ChainView(MarketChain chain, ulong block)
{
    private readonly ConcurrentDictionary<Address, Rlc> _stakes = [];
    private readonly ConcurrentDictionary<(ResourceKind, Address), Address?> _owners = [];

    public ulong Block => block;

    public Task<long> RemainingAsync(OrderRow order, CancellationToken ct) => chain.RemainingAsync(order.Hash, order.Volume, block, ct);

    public async Task<Rlc> StakeAsync(Address account, CancellationToken ct)
    {
        if (!_stakes.TryGetValue(account, out var stake))
            _stakes[account] = stake = await chain.StakeAsync(account, block, ct);
        return stake;
    }

    public async Task<Address?> OwnerAsync(ResourceKind kind, Address entry, CancellationToken ct)
    {
        if (!_owners.TryGetValue((kind, entry), out var owner))
            _owners[(kind, entry)] = owner = await chain.OwnerAsync(kind, entry, block, ct);
        return owner;
    }

    public Task<Deal> DealAsync(DealId deal, CancellationToken ct) => chain.DealAsync(deal, block, ct);
}
