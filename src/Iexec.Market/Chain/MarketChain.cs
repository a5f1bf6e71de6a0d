using System.Collections.Concurrent;
using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Market;

/// <summary>What the market asks the chain.</summary>
internal sealed class MarketChain(EthClient eth, MarketSettings settings, TimeProvider time)
{
    private readonly ConcurrentDictionary<ResourceKind, Address> _registries = new();

    /// <summary>The EIP-712 domain of the hub's orders.</summary>
    public Eip712Domain Domain { get; } = OrderHashing.Domain(settings.ChainId, settings.Hub);

    public Task<ulong> BlockNumberAsync(CancellationToken ct) => eth.BlockNumberAsync(ct);

    public async Task<Address> RegistryAsync(ResourceKind kind, CancellationToken ct)
    {
        if (!_registries.TryGetValue(kind, out var registry))
            _registries[kind] = registry = await At(default).RegistryAsync(kind, ct);
        return registry;
    }

    /// <summary>A resource's owner; null when it is not registered.</summary>
    public async Task<Address?> OwnerAsync(ResourceKind kind, Address entry, BlockTag block, CancellationToken ct)
    {
        var registry = new RegistryClient(eth, await RegistryAsync(kind, ct), block);
        try
        {
            return await registry.IsRegisteredAsync(entry, ct) ? await registry.OwnerOfAsync(entry, ct) : null;
        }
        catch (RpcException e) when (e.RevertData is not null)
        {
            // Known to an older registry, which this one only asks whether it is registered.
            return null;
        }
    }

    /// <summary>What of an order's volume is left.</summary>
    public async Task<long> RemainingAsync(OrderHash order, long volume, BlockTag block, CancellationToken ct) =>
        (long)BigInteger.Max(0, volume - await At(block).ViewConsumedAsync(order, ct));

    public async Task<Rlc> StakeAsync(Address account, BlockTag block, CancellationToken ct) =>
        (await At(block).ViewAccountAsync(account, ct)).Stake;

    public Task<Deal> DealAsync(DealId deal, BlockTag block, CancellationToken ct) => At(block).ViewDealAsync(deal, ct);

    /// <summary>Whether the hub takes an order as signed by its signer, who may be a contract of a stranger: it gets limited time.</summary>
    public async Task<bool> IsSignedAsync(OrderHash order, Address signer, byte[] sign, CancellationToken ct)
    {
        try
        {
            return await time.WithinAsync(
                settings.SignatureTimeout, $"{signer} did not judge its signature", cancel => At(default).VerifySignatureAsync(signer, order.Value, sign, cancel), ct);
        }
        catch (TimeLimitException)
        {
            return false;
        }
    }

    private HubClient At(BlockTag block) => new(eth, settings.Hub, block);
}
