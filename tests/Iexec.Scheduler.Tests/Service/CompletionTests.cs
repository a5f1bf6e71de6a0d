using System.Net;
using System.Text;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Scheduler.Tests.Service;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class CompletionTests(PoolNetwork network)
{
    [SkippableFact]
    public async Task A_deal_is_taken_through_to_its_result_and_everyone_is_paid()
    {
        await using var pool = await TestPool.StartAsync(network);
        var workers = new[] { await pool.WorkerAsync(), await pool.WorkerAsync() };

        var task = await pool.TaskAsync(trust: 3);
        var report = await pool.UntilAsync(task, TaskState.Completed);

        Assert.Null(report.NextDeadline);
        Assert.Equal(workers.Select(w => w.Key.Address).Order(), report.Replicates.Select(r => r.Worker).Order());
        var onChain = await network.Hub.ViewTaskAsync(task, default);
        var stored = await new ResultsClient(network.Http, pool.StoreUrl).FindAsync(task, default);
        Assert.Equal($$"""{ "storage": "ipfs", "location": "{{stored!.Location}}" }""", Encoding.UTF8.GetString(onChain.Results));
        Assert.Contains("iexec_scheduler_tasks_ended{state=\"Completed\"} 1", await network.Http.GetStringAsync(new Uri(pool.Url, "/metrics")), StringComparison.Ordinal);
        foreach (var worker in workers)
        {
            var account = await network.Hub.ViewAccountAsync(worker.Key.Address, default);
            Assert.True(account.Stake > new Rlc(10_000) && account.Locked == Rlc.Zero, $"{account}");
        }
        Assert.Equal(
            ["deal made", "task initialised", "consensus reached", "finalised: result published, everyone paid"],
            report.Timeline.Select(e => e.What).Where(w => w is "deal made" or "task initialised" or "consensus reached" or "finalised: result published, everyone paid"));
        Assert.Equal(2, report.Timeline.Count(e => e.What.EndsWith("contributed", StringComparison.Ordinal) && e.Transaction is not null));
        Assert.Equal(2, report.Timeline.Count(e => e.What.EndsWith("revealed", StringComparison.Ordinal) && e.Transaction is not null));
    }

    [SkippableFact]
    public async Task Every_task_of_a_deal_ends_with_few_workers()
    {
        await using var pool = await TestPool.StartAsync(network);
        await pool.WorkerAsync();
        await pool.WorkerAsync();

        var deal = await pool.DealAsync(trust: 1, volume: 5);

        var report = await Wait.KnownAsync(
            () => pool.Client.DealAsync(deal, default), r => r.Tasks.Count == 5 && r.Tasks.All(t => t.State == nameof(TaskState.Completed)));
        Assert.Equal([0ul, 1, 2, 3, 4], report.Tasks.Select(t => t.Index));
    }

    [SkippableFact]
    public async Task A_failure_that_workers_agree_on_ends_the_task_and_is_told()
    {
        await using var pool = await TestPool.StartAsync(network);
        await pool.WorkerAsync(w => w with { Failure = "exit code 1: no such prefix" });
        await pool.WorkerAsync(w => w with { Failure = "exit code 1: no such prefix" });

        var report = await pool.UntilAsync(await pool.TaskAsync(), TaskState.Completed);

        Assert.EndsWith("app failed: exit code 1: no such prefix", report.Reason, StringComparison.Ordinal);
        Assert.All(report.Replicates, r => Assert.Equal(1, r.ExitCode));
    }

    [SkippableFact]
    public async Task A_callback_gets_its_data()
    {
        await using var pool = await TestPool.StartAsync(network);
        byte[] data = [1, 2, 3, 4];
        await pool.WorkerAsync(w => w with { CallbackData = data });

        var task = await pool.TaskAsync(trust: 1, callback: network.App);
        await pool.UntilAsync(task, TaskState.Completed);

        Assert.Equal(data, (await network.Hub.ViewTaskAsync(task, default)).ResultsCallback);
    }

    [SkippableFact]
    public async Task Who_disagrees_is_outvoted()
    {
        await using var pool = await TestPool.StartAsync(network);
        var liar = await pool.WorkerAsync(w => w with { Result = "a lie" });
        await pool.WorkerAsync();
        var task = await pool.TaskAsync(trust: 3);
        await pool.UntilAsync(task, TaskState.Queued);
        await pool.WorkerAsync();
        await pool.WorkerAsync();

        var report = await pool.UntilAsync(task, TaskState.Completed);

        var beaten = Assert.Single(report.Replicates, r => r.Stage == ReplicateStage.Failed);
        Assert.Equal((liar.Key.Address, "its result differs from the consensus"), (beaten.Worker, beaten.Reason));
        Assert.Equal(new Rlc(10_000 - TestPool.WorkerStake), (await network.Hub.ViewAccountAsync(liar.Key.Address, default)).Stake);
    }

    [SkippableFact]
    public async Task Another_worker_uploads_when_the_first_can_not()
    {
        await using var pool = await TestPool.StartAsync(network);
        await pool.WorkerAsync(w => w with { Uploads = false });
        await pool.WorkerAsync();

        var report = await pool.UntilAsync(await pool.TaskAsync(), TaskState.Completed);

        Assert.Contains(report.Replicates, r => r.Stage == ReplicateStage.Uploaded);
    }

    [SkippableFact]
    public async Task What_a_pool_does_not_know_is_not_found()
    {
        await using var pool = await TestPool.StartAsync(network);

        var unknown = await Assert.ThrowsAsync<ApiException>(() => pool.Client.TaskAsync(new(Bytes32.FromInteger(1)), default));
        var malformed = await network.Http.GetAsync(new Uri(pool.Url, "/v1/tasks/0x12"));

        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
    }
}
