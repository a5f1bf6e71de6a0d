using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>The registries: whose each app, dataset and workerpool is, and the pools' terms.</summary>
internal sealed class Assets
{
    private readonly Dictionary<(ResourceKind, Address), Address> _owners = [];
    private readonly Dictionary<Address, PoolPolicy> _policies = [];

    /// <summary>The owner; zero for what is not registered as of this kind.</summary>
    public Address OwnerOf(ResourceKind kind, Address asset) => _owners.GetValueOrDefault((kind, asset));

    public PoolPolicy PolicyOf(Address pool) => _policies.GetValueOrDefault(pool, PoolPolicy.Default);

    public void Register(ResourceKind kind, Address asset, Address owner) => _owners.Add((kind, asset), owner);

    public Refusal? Transfer(Address sender, ResourceKind kind, Address asset, Address to)
    {
        var tokenId = asset.ToWord().ToInteger();
        if (to == Address.Zero)
            return new("ERC721InvalidReceiver", to);
        if (OwnerOf(kind, asset) == Address.Zero)
            return new("ERC721NonexistentToken", tokenId);
        if (OwnerOf(kind, asset) != sender)
            return new("ERC721InsufficientApproval", sender, tokenId);
        _owners[(kind, asset)] = to;
        return null;
    }

    public Refusal? ChangePolicy(Address sender, Address pool, PoolPolicy policy)
    {
        if (OwnerOf(ResourceKind.Workerpool, pool) != sender)
            return Errors.Text("caller is not the owner");
        if (policy.WorkerStakeRatio > Limits.WorkerStakeRatio || policy.SchedulerRewardRatio > 100)
            return Errors.PolicyOutOfBounds(policy.WorkerStakeRatio, policy.SchedulerRewardRatio);
        _policies[pool] = policy;
        return null;
    }
}
