using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Scheduler.Tests.Service;

/// <summary>Saying no is not free.</summary>
[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class RefusalTests(PoolNetwork network)
{
    [Fact]
    public async Task Twenty_wallets_that_refuse_every_task_keep_four_honest_workers_from_none()
    {
        await using var pool = await TestPool.StartAsync(network);
        for (var i = 0; i < 20; i++)
            await pool.WorkerAsync(w => w with { Refuses = true }, stake: TestPool.WorkerStake);
        for (var i = 0; i < 4; i++)
            await pool.WorkerAsync();

        var deal = await pool.DealAsync(trust: 3, volume: 6);

        await Wait.KnownAsync(() => pool.Client.DealAsync(deal, default), d => d.Tasks.Count == 6 && d.Tasks.All(t => t.State == TaskState.Completed));
        var workers = await pool.Client.WorkersAsync(default);
        Assert.Contains(workers.Workers, w => w.Notice?.StartsWith("this worker failed tasks that others did", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Wallets_without_a_stake_take_no_place_and_are_told_why()
    {
        await using var pool = await TestPool.StartAsync(network);
        await pool.WorkerAsync();
        await pool.WorkerAsync();
        await pool.TaskAsync(trust: 30);

        for (var i = 0; i < 300; i++)
        {
            using var key = PrivateKey.Create();
            var answer = await pool.Client.SyncAsync(new("nobody", "1.0", 256, 0, []), pool.Token(key), default);
            Assert.Contains("deposit more", answer.Notice, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await pool.Client.WorkersAsync(default)).Alive);
        await pool.UntilAsync(await pool.TaskAsync(trust: 3), TaskState.Completed);
    }

    [Fact]
    public async Task The_stake_for_one_task_gets_one_task_at_a_time()
    {
        await using var pool = await TestPool.StartAsync(network);
        await pool.WorkerAsync(w => w with { Slots = 5, Contributes = false }, stake: 2 * TestPool.WorkerStake - 1);

        var deal = await pool.DealAsync(trust: 1, volume: 3);

        var report = await Wait.KnownAsync(
            () => pool.Client.DealAsync(deal, default), d => d.Tasks.Count == 3 && d.Tasks.All(t => t.State is TaskState.Computing or TaskState.Queued));
        Assert.Equal(1, report.Tasks.Count(t => t.State == TaskState.Computing));
        Assert.All(report.Tasks.Where(t => t.State == TaskState.Queued), t => Assert.Contains("1 without the stake", t.Reason, StringComparison.Ordinal));
        Assert.Contains("are for the tasks it is on", Assert.Single((await pool.Client.WorkersAsync(default)).Workers).Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_whose_whole_stake_is_locked_in_a_task_is_still_told_of_it_after_a_restart()
    {
        await using var pool = await TestPool.StartAsync(network);
        await pool.WorkerAsync(stake: TestPool.WorkerStake);
        var task = await pool.TaskAsync(trust: 3);
        await pool.UntilAsync(task, r => r.Replicates.Any(w => w.Stage == ReplicateStage.Contributed));

        await pool.StopSchedulerAsync();
        await pool.StartSchedulerAsync(withNewDatabase: false);
        await pool.WorkerAsync(stake: TestPool.WorkerStake);

        await pool.UntilAsync(task, TaskState.Completed);
    }
}
