using Iexec.Api;
using Iexec.Docker;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Xunit;

namespace Iexec.Worker.Tests.Agent;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class PreflightTests(PoolNetwork network)
{
    [Fact]
    public async Task An_honest_assignment_may_be_worked_on()
    {
        var (deals, worker) = await SetUpAsync();
        var desired = await deals.TaskAsync(worker);

        var (deal, task, mine) = await CheckAsync(deals, worker, desired);

        Assert.Equal((desired.Deal, desired.Task, ContributionStatus.Unset), (deal.Id, task.Id, mine.Status));
    }

    [Fact]
    public async Task What_the_node_may_not_know_yet_is_waited_for()
    {
        var (deals, worker) = await SetUpAsync();
        var notOpened = await deals.TaskAsync(worker, opened: false);

        Assert.True((await RefusesAsync(deals, worker, notOpened, "has no task")).MayPass);
        Assert.True((await RefusesAsync(deals, worker, deals.Desired(new(Keccak256.HashText("no deal")), worker), "has no deal")).MayPass);
    }

    [Fact]
    public async Task The_scheduler_is_not_believed()
    {
        var (deals, worker) = await SetUpAsync();
        var desired = await deals.TaskAsync(worker);
        var other = await deals.TaskAsync(worker);
        var stranger = PrivateKey.Create();

        await RefusesAsync(deals, worker, desired with { Task = other.Task }, "is not of deal");
        await RefusesAsync(deals, worker, desired with { Authorization = WorkerpoolAuthorization.Issue(stranger, worker.Address, desired.Task, Address.Zero) }, "authorization");
        await RefusesAsync(deals, worker, desired with { Authorization = WorkerpoolAuthorization.Issue(deals.Owner, stranger.Address, desired.Task, Address.Zero) }, "authorization");
        await RefusesAsync(deals, worker, desired with { Authorization = other.Authorization }, "authorization");
        await RefusesAsync(deals, worker, desired with { Authorization = desired.Authorization with { Signature = [1, 2, 3] } }, "authorization");
        await RefusesAsync(deals, worker, desired with { Authorization = null! }, "authorization");
    }

    [Fact]
    public async Task A_deal_of_another_pool_is_refused()
    {
        var (deals, worker) = await SetUpAsync();
        var others = await TestDeals.CreateAsync(network);

        await RefusesAsync(deals, worker, await others.TaskAsync(worker), "not for ours");
    }

    [Fact]
    public async Task A_worker_without_stake_or_gas_is_told_what_to_do()
    {
        var (deals, worker) = await SetUpAsync();
        var poor = await network.AccountAsync(stake: 10);
        await RefusesAsync(deals, poor, await deals.TaskAsync(poor), "deposit more");

        var desired = await deals.TaskAsync(worker);
        await network.Eth.Rpc.CallAsync<object?>("anvil_setBalance", [worker.Address, 0]);
        await RefusesAsync(deals, worker, desired, "send it some");
    }

    [Fact]
    public async Task A_task_that_takes_no_contributions_is_refused()
    {
        var (deals, worker) = await SetUpAsync();
        var desired = await deals.TaskAsync(worker, trust: 1);
        await deals.ContributeAsync(desired.Task, Keccak256.HashText("result"));

        await RefusesAsync(deals, worker, desired, "takes no contributions");
    }

    private async Task<(TestDeals Deals, PrivateKey Worker)> SetUpAsync()
    {
        network.Required();
        return (await TestDeals.CreateAsync(network), await network.AccountAsync(stake: 10_000));
    }

    private async Task<ReplicateFailedException> RefusesAsync(TestDeals deals, PrivateKey worker, DesiredReplicate desired, string why)
    {
        var refusal = await Assert.ThrowsAsync<ReplicateFailedException>(() => CheckAsync(deals, worker, desired));
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        return refusal;
    }

    private Task<(Deal Deal, ChainTask Task, Contribution Mine)> CheckAsync(TestDeals deals, PrivateKey worker, DesiredReplicate desired) =>
        new Preflight(network.Hub, Settings(deals, worker), TimeProvider.System).CheckAsync(desired, default);

    private WorkerSettings Settings(TestDeals deals, PrivateKey worker) => new()
    {
        Name = "w",
        Key = worker,
        DataFolder = Path.GetTempPath(),
        ChainUrl = network.RpcUrl,
        Hub = network.Contracts.Hub,
        Workerpool = deals.Pool,
        Scheduler = new("http://127.0.0.1:1"),
        Engine = DockerEndpoint.Parse(DockerEngine.Address),
    };
}
