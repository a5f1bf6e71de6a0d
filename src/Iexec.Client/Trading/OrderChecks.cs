using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>Asks the chain whether orders are what a market says of them. Answers are remembered: many orders are of few owners.</summary>
internal sealed class OrderChecks(IexecClient client)
{
    private readonly Dictionary<(ResourceKind, Address), Address?> _owners = [];
    private readonly Dictionary<Address, Rlc> _stakes = [];
    private readonly Dictionary<OrderHash, string?> _verdicts = [];

    /// <summary>Why an order cannot serve so many tasks, as a sentence; null when it can.</summary>
    public async Task<string?> WhyNotAsync(IOrder order, ulong volume, CancellationToken ct)
    {
        var hash = order.Hash(client.Domain);
        if (!_verdicts.TryGetValue(hash, out var verdict))
        {
            // What is remembered for all orders of an owner comes first: the stake of a few costs little to ask for.
            _verdicts[hash] = verdict = (order is WorkerpoolOrder pool ? await StakeMissingAsync(pool, volume, ct) : null)
                ?? await WhyNotSignedAsync(order, ct)
                ?? (await RemainingAsync(order, ct) < volume ? $"less than {volume} of the volume of order {hash} is left" : null);
        }
        return verdict;
    }

    /// <summary>Why an order is not its resource's owner's, or its requester's; null when it is.</summary>
    public async Task<string?> WhyNotSignedAsync(IOrder order, CancellationToken ct)
    {
        var (kind, resource) = order switch
        {
            AppOrder o => (ResourceKind.App, o.App),
            DatasetOrder o => (ResourceKind.Dataset, o.Dataset),
            WorkerpoolOrder o => (ResourceKind.Workerpool, o.Workerpool),
            _ => default,
        };
        var signer = order is RequestOrder request ? request.Requester : await OwnerAsync(kind, resource, ct);
        if (signer is null)
            return $"{resource} is not a registered {kind.ToString().ToLowerInvariant()} on this chain";
        var hash = order.Hash(client.Domain);
        var isSigned = await client.Hub.VerifySignatureAsync(signer.Value, hash.Value, order.Sign, ct);
        return isSigned ? null : $"order {hash} is not signed by {signer}";
    }

    /// <summary>Why a workerpool's owner could not lock the stake for so many tasks; null when it could.</summary>
    public async Task<string?> StakeMissingAsync(WorkerpoolOrder pool, ulong volume, CancellationToken ct)
    {
        if (await OwnerAsync(ResourceKind.Workerpool, pool.Workerpool, ct) is not { } owner)
            return $"{pool.Workerpool} is not a registered workerpool on this chain";
        if (!_stakes.TryGetValue(owner, out var stake))
            _stakes[owner] = stake = (await client.Hub.ViewAccountAsync(owner, ct)).Stake;
        var needed = (BigInteger)pool.WorkerpoolPrice.Percent(PocoConstants.WorkerpoolStakeRatio).Nano * volume;
        return needed <= stake.Nano
            ? null
            : $"the owner of workerpool {pool.Workerpool} has {stake} to stake, less than the {needed} nRLC that {volume} task(s) at "
                + $"{pool.WorkerpoolPrice} need";
    }

    /// <summary>How much of an order's volume is left.</summary>
    public async Task<ulong> RemainingAsync(IOrder order, CancellationToken ct)
    {
        var consumed = await client.Hub.ViewConsumedAsync(order.Hash(client.Domain), ct);
        return consumed >= order.Volume ? 0 : order.Volume - (ulong)consumed;
    }

    private async Task<Address?> OwnerAsync(ResourceKind kind, Address resource, CancellationToken ct)
    {
        if (!_owners.TryGetValue((kind, resource), out var owner))
            _owners[(kind, resource)] = owner = await client.Resources.OwnerAsync(kind, resource, ct);
        return owner;
    }
}
