using System.Text.Json.Nodes;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Scheduler.Tests.Service;

/// <summary>One bad item delays nobody.</summary>
[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class IsolationTests(PoolNetwork network) : IDisposable
{
    private readonly Interference _between = new();

    public void Dispose() => _between.Dispose();

    [Fact]
    public async Task A_deal_that_can_not_be_read_is_told_and_delays_no_other_over_a_restart_too()
    {
        await using var pool = await TestPool.StartAsync(network, surroundings: _between.Surroundings());
        await pool.WorkerAsync();
        _between.Spoil(Selector("viewDeal(bytes32)"));
        var bad = await pool.DealAsync(trust: 1);
        _between.Spoil(Named(bad.Value));
        await pool.UntilAsync(await pool.TaskAsync(trust: 1), TaskState.Completed);

        await pool.StopSchedulerAsync();
        await pool.StartSchedulerAsync(withNewDatabase: false);
        await pool.UntilAsync(await pool.TaskAsync(trust: 1), TaskState.Completed);

        var report = await Wait.UntilAsync(() => pool.Client.DealAsync(bad, default), r => r.Reason?.StartsWith("The ABI data", StringComparison.Ordinal) == true);
        Assert.Equal((null, 0ul), (report.Size, report.Opened));
        Assert.Contains($"1 deals cannot be handled now and are tried again: {bad}", await pool.GetAsync("/health"), StringComparison.Ordinal);
        Assert.Contains("iexec_scheduler_troubles{of=\"deals\"} 1", await pool.GetAsync("/metrics"), StringComparison.Ordinal);

        _between.Spoil("nothing");
        await pool.UntilAsync(TaskId.Of(bad, 0), TaskState.Completed);
    }

    [Fact]
    public async Task A_task_that_can_not_be_read_says_so_and_delays_no_other()
    {
        await using var pool = await TestPool.StartAsync(network, surroundings: _between.Surroundings());
        var bad = await pool.TaskAsync(trust: 1);
        await pool.UntilAsync(bad, TaskState.Queued);
        _between.Spoil(Named(bad.Value));

        await pool.WorkerAsync();
        await pool.UntilAsync(await pool.TaskAsync(trust: 1), TaskState.Completed);

        var report = await pool.UntilAsync(bad, r => r.Reason.StartsWith("cannot be looked at now", StringComparison.Ordinal));
        Assert.NotNull(report.NextDeadline);
        Assert.Contains("1 tasks cannot be handled now", await pool.GetAsync("/health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_can_not_be_read_is_passed_over_and_told()
    {
        await using var pool = await TestPool.StartAsync(network, surroundings: _between.Surroundings());
        var contributed = Keccak256.HashText("TaskContribute(bytes32,address,bytes32)").ToString();
        _between.Damage = answer => answer.Contains(contributed, StringComparison.Ordinal) ? WithoutData(answer, contributed) : answer;
        await pool.WorkerAsync();

        await pool.UntilAsync(await pool.TaskAsync(trust: 1), TaskState.Completed);
        await pool.UntilAsync(await pool.TaskAsync(trust: 1), TaskState.Completed);

        Assert.Contains("events of the hub could not be read", await pool.GetAsync("/health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_whose_account_can_not_be_read_delays_no_task()
    {
        await using var pool = await TestPool.StartAsync(network, surroundings: _between.Surroundings());
        var odd = await pool.WorkerAsync();
        await Wait.UntilAsync(() => pool.Client.WorkersAsync(default), w => w.Alive == 1);
        _between.Spoil(Selector("viewAccount(address)") + new string('0', 24) + odd.Key.Address.ToString()[2..]);
        await pool.WorkerAsync();

        await pool.UntilAsync(await pool.TaskAsync(trust: 3), TaskState.Completed);

        await Wait.UntilAsync(() => pool.GetAsync("/health"), health => health.Contains("1 workers cannot be handled now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_large_deal_is_opened_little_by_little_and_the_next_meanwhile()
    {
        await using var pool = await TestPool.StartAsync(network);
        await network.Eth.Rpc.CallAsync<object?>("evm_setAutomine", [false]);
        try
        {
            var large = await BeginAsync(pool, pool.Match(volume: 500));
            var small = await BeginAsync(pool, pool.Match(volume: 1));
            await network.Eth.Rpc.CallAsync<object?>("anvil_mine", ["0x1"]);
            var deals = new List<DealId>();
            foreach (var hash in new[] { large, small })
                deals.Add(TestPool.DealOf(await Wait.UntilAsync(() => network.Eth.GetReceiptAsync(hash), r => r is not null), network));

            // Nothing is mined: no task can be opened on chain.
            var next = await Wait.KnownAsync(() => pool.Client.DealAsync(deals[1], default), d => d.Opened == 1);
            var first = await Wait.KnownAsync(() => pool.Client.DealAsync(deals[0], default), d => d.Opened == 100);

            Assert.Null(next.Reason);
            Assert.Equal((500ul, 100, "its tasks are opened little by little"), (first.Size, first.Tasks.Count, first.Reason));
            Assert.Equal([98ul, 99], (await pool.Client.DealAsync(deals[0], default, from: 98)).Tasks.Select(t => t.Index));
            await network.Eth.Rpc.CallAsync<object?>("evm_setAutomine", [true]);
            await network.Eth.Rpc.CallAsync<object?>("anvil_mine", ["0x1"]);
            await Wait.UntilAsync(() => pool.Client.DealAsync(deals[0], default), d => d.Opened > 100);
        }
        finally
        {
            await network.Eth.Rpc.CallAsync<object?>("evm_setAutomine", [true]);
        }
    }

    private async Task<Bytes32> BeginAsync(TestPool pool, ContractCall call) => await network.Eth.Rpc.CallAsync<Bytes32>(
        "eth_sendTransaction", [new { From = pool.Requester.Address, call.To, call.Data, Gas = "0x500000" }], default);

    private static string Named(Bytes32 id) => id.ToString()[2..];

    private static string Selector(string signature) => Keccak256.HashText(signature).ToString()[2..10];

    private static string WithoutData(string answer, string topic)
    {
        var json = JsonNode.Parse(answer)!;
        var answers = json is JsonArray batch ? batch.OfType<JsonObject>() : [(JsonObject)json];
        foreach (var log in answers.Select(a => a["result"]).OfType<JsonArray>().SelectMany(logs => logs.OfType<JsonObject>()))
        {
            if (log["topics"] is JsonArray { Count: > 0 } topics && topics[0]!.ToString() == topic)
                log["data"] = "0x01";
        }
        return json.ToJsonString();
    }
}
