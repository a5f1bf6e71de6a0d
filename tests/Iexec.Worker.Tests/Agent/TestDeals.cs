using System.Text;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;

namespace Iexec.Worker.Tests.Agent;

/// <summary>A workerpool of its own, and deals for it whose app is an image.</summary>
internal sealed class TestDeals
{
    private static int _salt;

    private TestDeals(PoolNetwork network, PrivateKey owner, PrivateKey requester, Address pool, Address app) =>
        (Network, Owner, Requester, Pool, App) = (network, owner, requester, pool, app);

    public PoolNetwork Network { get; }

    public PrivateKey Owner { get; }

    public PrivateKey Requester { get; }

    public Address Pool { get; }

    public Address App { get; }

    public static async Task<TestDeals> CreateAsync(PoolNetwork network, string image = "nowhere/app:1", Bytes32 checksum = default)
    {
        var owner = await network.AccountAsync(stake: 1_000_000);
        var app = RegistryCalls.CreatedEntry(network.Contracts.AppRegistry, (await network.SendAsync(
            network.AppOwner.Address,
            RegistryCalls.CreateApp(network.Contracts.AppRegistry, network.AppOwner.Address, new($"app {Salt()}", "DOCKER", Encoding.UTF8.GetBytes(image), checksum, [])))).Logs);
        return new(network, owner, await network.AccountAsync(stake: 1_000_000), await network.PoolAsync(owner), app);
    }

    /// <summary>A task that takes contributions.</summary>
    public async Task<DesiredReplicate> TaskAsync(
        PrivateKey worker, string args = "", ulong trust = 1, Uri? store = null, bool opened = true, DealParams? parameters = null)
    {
        var app = new AppOrder(App, Rlc.Zero, 1, Tag.None, default, default, default, Salt()).SignWith(Network.AppOwner, Network.Domain);
        var pool = new WorkerpoolOrder(Pool, new(1000), 1, Tag.None, 0, trust, default, default, default, Salt()).SignWith(Owner, Network.Domain);
        var request = new RequestOrder(
            App, Rlc.Zero, default, Rlc.Zero, Pool, new(1000), Requester.Address, 1, Tag.None, 0, trust, Requester.Address, default,
            (parameters ?? new() { Args = args }).ToText(), Salt()).SignWith(Requester, Network.Domain);
        var receipt = await Network.SendAsync(Requester.Address, Network.Calls.MatchOrders(app, null, pool, request));
        var deal = receipt.Logs.Where(l => l.Address == Network.Contracts.Hub).Select(HubEvents.Decode).OfType<OrdersMatched>().Single().Deal;
        if (opened)
            await Network.SendAsync(Owner.Address, Network.Calls.Initialize(deal, 0));
        return Desired(deal, worker, store);
    }

    public DesiredReplicate Desired(DealId deal, PrivateKey worker, Uri? store = null) => new(
        deal,
        TaskId.Of(deal, 0),
        ReplicateGoal.Contribute,
        WorkerpoolAuthorization.Issue(Owner, worker.Address, TaskId.Of(deal, 0), Address.Zero),
        store ?? new("http://127.0.0.1:1"));

    /// <summary>Another worker contributes a digest.</summary>
    public async Task<PrivateKey> ContributeAsync(TaskId task, Bytes32 digest)
    {
        var other = await Network.AccountAsync(stake: 10_000);
        await Network.SendAsync(other.Address, Network.Calls.Contribute(
            task,
            Contribution.HashOf(task, digest),
            Contribution.SealOf(other.Address, task, digest),
            default,
            [],
            WorkerpoolAuthorization.Issue(Owner, other.Address, task, Address.Zero).Signature));
        return other;
    }

    private static Bytes32 Salt() => Keccak256.HashText($"salt {Interlocked.Increment(ref _salt)}");
}
