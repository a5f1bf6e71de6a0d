using Iexec.Api;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Scheduler.Tests.Service;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class RecoveryTests(PoolNetwork network)
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_task_goes_on_after_a_restart_also_without_the_database(bool withNewDatabase)
    {
        await using var pool = await TestPool.StartAsync(network);
        await pool.WorkerAsync();
        var task = await pool.TaskAsync(trust: 3);
        await pool.UntilAsync(task, r => r.Replicates.Any(w => w.Stage == ReplicateStage.Contributed));

        await pool.StopSchedulerAsync();
        await pool.StartSchedulerAsync(withNewDatabase);
        await pool.WorkerAsync();

        var report = await pool.UntilAsync(task, TaskState.Completed);
        Assert.Equal(2, report.Replicates.Count);
        Assert.Equal(
            ["deal made", "task initialised", "consensus reached", "finalised: result published, everyone paid"],
            report.Timeline.Select(e => e.What).Where(w => w is "deal made" or "task initialised" or "consensus reached" or "finalised: result published, everyone paid"));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_task_goes_on_when_the_scheduler_was_away_during_its_reveals(bool withNewDatabase)
    {
        await using var pool = await TestPool.StartAsync(network);
        var task = await pool.TaskAsync(trust: 1);
        var worker = await pool.WorkerAsync(w => w with { Reveals = false });
        await pool.UntilAsync(task, TaskState.Revealing);

        await pool.StopSchedulerAsync();
        await worker.RevealAsync(task);
        await pool.StartSchedulerAsync(withNewDatabase);

        await pool.UntilAsync(task, TaskState.Completed);
    }

    [SkippableFact]
    public async Task A_finished_deal_is_known_again_without_the_database()
    {
        await using var pool = await TestPool.StartAsync(network);
        await pool.WorkerAsync();
        var task = await pool.TaskAsync(trust: 1);
        var before = await pool.UntilAsync(task, TaskState.Completed);

        await pool.StopSchedulerAsync();
        await pool.StartSchedulerAsync(withNewDatabase: true);

        var after = await pool.UntilAsync(task, TaskState.Completed);
        Assert.Equal(before.Timeline.Where(e => e.Transaction is not null), after.Timeline.Where(e => e.Transaction is not null));
    }

    [SkippableFact]
    public async Task A_lost_worker_is_replaced()
    {
        await using var pool = await TestPool.StartAsync(network, s => s with { Rules = new() { LostAfter = TimeSpan.FromSeconds(1) } });
        var lost = await pool.WorkerAsync(w => w with { Contributes = false });
        var task = await pool.TaskAsync(trust: 1);
        await pool.UntilAsync(task, r => r.Replicates.Count == 1);

        await lost.DisposeAsync();
        await pool.WorkerAsync();

        var report = await pool.UntilAsync(task, TaskState.Completed);
        var given = report.Replicates.Single(r => r.Worker == lost.Key.Address);
        Assert.Equal((ReplicateStage.Failed, "silent for more than 1 s"), (given.Stage, given.Reason));
    }

    [SkippableFact]
    public async Task A_worker_too_long_in_a_stage_is_replaced()
    {
        await using var pool = await TestPool.StartAsync(network, s => s with { Rules = new() { Answer = TimeSpan.FromSeconds(1), ComputeMargin = TimeSpan.FromSeconds(-299) } });
        var slow = await pool.WorkerAsync(w => w with { Contributes = false });
        var task = await pool.TaskAsync(trust: 1);
        await pool.UntilAsync(task, r => r.Replicates.Any(w => w.Stage == ReplicateStage.Failed));
        await pool.WorkerAsync();

        var report = await pool.UntilAsync(task, TaskState.Completed);
        Assert.Equal("took longer than allowed while Computing", report.Replicates.Single(r => r.Worker == slow.Key.Address).Reason);
    }

    [SkippableFact]
    public async Task When_nobody_reveals_the_task_is_given_to_others()
    {
        await using var pool = await TestPool.StartAsync(network);
        var silent = await pool.WorkerAsync(w => w with { Reveals = false });
        var task = await pool.TaskAsync(trust: 1);
        await pool.UntilAsync(task, TaskState.Revealing);

        await network.PutClockForwardAsync(2 * 300 + 1);
        await pool.WorkerAsync();

        var report = await pool.UntilAsync(task, TaskState.Completed);
        Assert.Contains(report.Timeline, e => e.What.StartsWith("reopened", StringComparison.Ordinal) && e.Transaction is not null);
        Assert.Equal("it did not reveal in time", report.Replicates.Single(r => r.Worker == silent.Key.Address).Reason);
    }

    [SkippableFact]
    public async Task A_task_without_a_result_is_claimed_after_its_final_deadline()
    {
        await using var pool = await TestPool.StartAsync(network);
        var task = await pool.TaskAsync(trust: 1);
        var waiting = await pool.UntilAsync(task, TaskState.Queued);
        Assert.Contains("no other worker is connected", waiting.Reason, StringComparison.Ordinal);
        var before = await network.Hub.ViewAccountAsync(pool.Requester.Address, default);

        await network.PutClockForwardAsync(7 * 300);
        await pool.UntilAsync(task, TaskState.Undecided);
        await network.PutClockForwardAsync(3 * 300);

        var report = await pool.UntilAsync(task, TaskState.Failed);
        Assert.Null(report.NextDeadline);
        Assert.Contains(report.Timeline, e => e.What.StartsWith("claimed", StringComparison.Ordinal) && e.Transaction is not null);
        var after = await network.Hub.ViewAccountAsync(pool.Requester.Address, default);
        Assert.Equal(before.Stake + new Rlc(TestPool.Price), after.Stake);
    }

    [SkippableFact]
    public async Task A_deal_that_the_chain_dropped_is_forgotten()
    {
        await using var pool = await TestPool.StartAsync(network);
        var snapshot = await network.Eth.Rpc.CallAsync<string>("evm_snapshot", []);
        var deal = await pool.DealAsync(trust: 1);
        await Wait.KnownAsync(() => pool.Client.DealAsync(deal, default), d => d.Tasks.Count == 1);

        await network.Eth.Rpc.CallAsync<bool>("evm_revert", [snapshot]);
        await network.Eth.Rpc.CallAsync<object?>("anvil_mine", ["0x4"]);

        await Wait.UntilAsync(
            async () =>
            {
                try
                {
                    await pool.Client.DealAsync(deal, default);
                    return false;
                }
                catch (ApiException e) when (e.Status == System.Net.HttpStatusCode.NotFound)
                {
                    return true;
                }
            },
            isGone => isGone);
    }
}
