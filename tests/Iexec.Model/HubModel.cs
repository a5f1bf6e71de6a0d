using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>
/// The protocol as a program that anyone can read: what the hub does with each operation, without a chain. It is what the
/// contracts are checked against, and stands in for the chain in simulations.
/// </summary>
/// <remarks>
/// Amounts are in nRLC, times in seconds since 1970 and never go back. Each operation either is refused and changes nothing, or
/// is done and logs events; it never throws for what a sender may do. A refusal is an error of <c>contracts/src/types/Errors.sol</c>
/// with its arguments, or a published text; where several rules are broken it is the one that the contracts check first.
/// Whoever calls says who signed what. Gas, reentrancy and accounts with delegated code are not modelled; what a callback gets
/// is in <see cref="ViewTask"/>.
/// </remarks>
/// <param name="hub">The hub's address.</param>
/// <param name="owner">Who may set the broker and create categories.</param>
/// <param name="token">RLC outside the escrow.</param>
/// <param name="previousScores">The scores of an earlier hub; null if there is none.</param>
public sealed class HubModel(Address hub, Address owner, RlcToken token, Func<Address, ulong>? previousScores = null)
{
    internal HubState State { get; } = new(hub, token, previousScores);

    /// <summary>Makes an address a contract: it judges by itself what its signatures are.</summary>
    public void AddContract(Address contract) => State.Accounts.AddContract(contract);

    /// <summary>Makes an address a group (ERC-734), to which orders can be restricted.</summary>
    public void AddGroup(Address group, Func<Address, bool> isMember) => State.Accounts.AddGroup(group, isMember);

    /// <summary>Registers an asset, which is a contract.</summary>
    /// <exception cref="ArgumentException">It is registered.</exception>
    public void Register(ResourceKind kind, Address asset, Address assetOwner)
    {
        State.Assets.Register(kind, asset, assetOwner);
        AddContract(asset);
    }

    /// <summary>Gives an asset to someone else. The registry's event is not the hub's, and not reported.</summary>
    public Outcome TransferAsset(Address sender, ResourceKind kind, Address asset, Address to) =>
        Ended(State.Assets.Transfer(sender, kind, asset, to));

    /// <summary>Sets a pool's terms for deals to come.</summary>
    public Outcome ChangePolicy(Address sender, Address pool, PoolPolicy policy) => Ended(State.Assets.ChangePolicy(sender, pool, policy));

    /// <summary>Lets someone authorise contributions made with an enclave in the schedulers' place, in deals to come that ask for one; zero for nobody.</summary>
    public Outcome SetTeeBroker(Address sender, Address broker)
    {
        if (sender != owner)
            return Ended(Errors.NotOwner);
        State.TeeBroker = broker;
        return Ended(null);
    }

    /// <summary>Adds a category with a unit of time in seconds.</summary>
    public Outcome CreateCategory(Address sender, string name, string description, ulong timeRef)
    {
        if (sender != owner)
            return Ended(Errors.NotOwner);
        if (timeRef is 0 or > Limits.TimeRef)
            return Ended(Errors.TimeRefOutOfBounds(timeRef));
        State.Categories.Add(new((ulong)State.Categories.Count, name, description, timeRef));
        State.Journal.CreateCategory(State.Categories[^1]);
        return Ended(null);
    }

    /// <summary>Takes RLC of the sender's wallet, which must have approved the hub, into an account of the escrow.</summary>
    public Outcome Deposit(Address sender, Rlc amount, Address target) => Ended(Deposits.Deposit(State, sender, amount, target));

    /// <summary>Lets the hub take RLC of the sender's wallet, deposits it, and with orders makes a deal that the sender, their requester, pays; or none of it.</summary>
    public Outcome ApproveAndCall(Address sender, ulong now, Rlc amount, OrderSet? orders) =>
        Ended(Deposits.ApproveAndCall(State, now, sender, amount, orders));

    /// <summary>Pays free money of the sender out to a wallet.</summary>
    public Outcome Withdraw(Address sender, Rlc amount, Address target) => Ended(Deposits.Withdraw(State, sender, amount, target));

    /// <summary>Moves free money of the sender to another account.</summary>
    public Outcome Transfer(Address sender, Address to, Rlc amount) => Ended(State.StakedToken.Transfer(sender, to, amount));

    /// <summary>Lets a spender move up to so many nRLC of the sender's.</summary>
    public Outcome Approve(Address sender, Address spender, BigInteger amount) => Ended(State.StakedToken.Approve(sender, spender, amount));

    /// <summary>Moves what its owner lets the sender move.</summary>
    public Outcome TransferFrom(Address sender, Address from, Address to, Rlc amount) =>
        Ended(State.StakedToken.TransferFrom(sender, from, to, amount));

    /// <summary>Presigns or closes an order: for its owner, or for anyone with the owner's signature of the operation.</summary>
    public Outcome ManageOrder<T>(Address sender, ModelOrder<T> order, OrderOperation operation, ModelSignature signature)
        where T : IOrder => Ended(State.Orders.Manage(State, sender, order, operation, signature));

    /// <summary>Makes a deal that the requester pays.</summary>
    public Outcome MatchOrders(ulong now, OrderSet orders) => Ended(Matching.Match(State, now, orders, null));

    /// <summary>Makes a deal that the sender pays.</summary>
    public Outcome SponsorMatchOrders(Address sender, ulong now, OrderSet orders) => Ended(Matching.Match(State, now, orders, sender));

    /// <summary>Opens a task of a deal.</summary>
    public Outcome Initialize(DealId deal, ulong index) => Ended(Initializing.Initialize(State, deal, index));

    /// <summary>Commits the sender to a result, by its hash and seal (<see cref="Contribution.HashOf"/>, <see cref="Contribution.SealOf"/>).</summary>
    public Outcome Contribute(Address sender, ulong now, TaskId task, Bytes32 hash, Bytes32 seal, Permits permits) =>
        Ended(Contributing.Contribute(State, now, sender, task, hash, seal, permits));

    /// <summary>Proves the sender's contribution by the digest behind it.</summary>
    public Outcome Reveal(Address sender, ulong now, TaskId task, Bytes32 digest) => Ended(Revealing.Reveal(State, now, sender, task, digest));

    /// <summary>Opens a task again after nobody revealed in time; scheduler only.</summary>
    public Outcome Reopen(Address sender, ulong now, TaskId task) => Ended(Revealing.Reopen(State, now, sender, task));

    /// <summary>Completes a task; scheduler only.</summary>
    public Outcome Finalize(Address sender, ulong now, TaskId task, Result result) => Ended(Finalizing.Finalize(State, now, sender, task, result));

    /// <summary>Contributes, proves and completes at once, where trust is 1.</summary>
    public Outcome ContributeAndFinalize(Address sender, ulong now, TaskId task, Bytes32 digest, Result result, Permits permits) =>
        Ended(ContributingAndFinalizing.Run(State, now, sender, task, digest, result, permits));

    /// <summary>Ends a task that was not completed in time.</summary>
    public Outcome Claim(ulong now, TaskId task) => Ended(Claiming.Claim(State, now, task));

    /// <summary>Brings a worker's score along from the earlier hub, once.</summary>
    public Outcome ImportScore(Address worker) => Ended(State.Scores.Import(worker));

    /// <summary>The categories, in the order of their ids.</summary>
    public IReadOnlyList<Category> Categories => State.Categories;

    /// <summary>Who authorises contributions made with an enclave in deals to come; zero if the schedulers do.</summary>
    public Address TeeBroker => State.TeeBroker;

    /// <summary>An account of the escrow. The hub's own shows what all have locked.</summary>
    public Account ViewAccount(Address account) => new(State.Ledger.Balance(account), State.Ledger.Locked(account));

    /// <summary>Everything in the escrow.</summary>
    public Rlc TotalSupply => State.Ledger.Total;

    /// <summary>What a spender may move of an account's free money, in nRLC.</summary>
    public BigInteger Allowance(Address account, Address spender) => State.StakedToken.Allowance(account, spender);

    /// <summary>A worker's score.</summary>
    public ulong ViewScore(Address worker) => State.Scores.Of(worker);

    /// <summary>Whose an asset is; zero for what is not registered.</summary>
    public Address OwnerOf(ResourceKind kind, Address asset) => State.Assets.OwnerOf(kind, asset);

    /// <summary>How much of an order is used up; all of it once it is closed.</summary>
    public ulong ViewConsumed(OrderHash order) => State.Orders.Consumed(order);

    /// <summary>Who presigned an order; zero for nobody.</summary>
    public Address ViewPresigned(OrderHash order) => State.Orders.Presigned(order);

    /// <summary>A deal; null if there is none.</summary>
    public Deal? ViewDeal(DealId deal) => State.Deals.GetValueOrDefault(deal);

    /// <summary>A task; null if it is not initialised.</summary>
    public ChainTask? ViewTask(TaskId task) => State.Tasks.GetValueOrDefault(task)?.View();

    /// <summary>A worker's contribution to a task; null if there is none.</summary>
    public Contribution? ViewContribution(TaskId task, Address worker) => State.Tasks.GetValueOrDefault(task)?.Of(worker)?.View();

    private Outcome Ended(Refusal? refusal)
    {
        var events = State.Journal.Take();
        return new(refusal, refusal is null ? events : []);
    }
}
