using System.Text.Json;
using Iexec.Api;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Devnet.Tests.Network;

/// <summary>Tasks that something goes wrong with on the way end as the protocol says.</summary>
[Collection(NetworkCollection.Name)]
[Trait("Category", "Integration")]
public sealed class SchedulingTests(NetworkFixture network)
{
    [Fact]
    public async Task A_scheduler_that_was_restarted_takes_its_tasks_to_their_end()
    {
        network.SkipIfMissing();
        var requester = await network.RequesterAsync();
        var purchase = await network.BuyAsync(network.RequestOf(requester, network.Info.App, "--prefix c0de"), requester);
        await purchase.ReportAsync(r => r.Replicates.Any(w => w.Stage >= ReplicateStage.Computing));

        await network.RestartSchedulerAsync();
        var ending = await purchase.EndAsync();

        Assert.Equal(ChainTaskStatus.Completed, ending.Task.Status);
        var answer = JsonDocument.Parse(await ending.ResultAsync("result.json")).RootElement;
        Assert.StartsWith("0xc0de", answer.GetProperty("address").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Single(ending.Timeline, e => e.What == "task initialised");
        await network.NextTaskRunsAsync();
    }

    [Fact]
    public async Task A_task_that_no_two_workers_agree_on_is_refunded_and_the_pool_loses_its_stake_to_the_kitty()
    {
        network.SkipIfMissing();
        var requester = await network.RequesterAsync();
        var purchase = await network.BuyAsync(
            network.RequestOf(requester, network.App, "every-replica-differs") with { Category = network.HastyCategory }, requester);

        var undecided = await purchase.ReportAsync(r => r.State is TaskState.Undecided or TaskState.Queued && r.Replicates.Count > 0);
        Assert.NotNull(undecided.NextDeadline);
        var ending = await purchase.EndAsync();

        var stake = (long)purchase.Deal.Workerpool.Price.Percent(PocoConstants.WorkerpoolStakeRatio).Nano;
        Assert.Equal(ChainTaskStatus.Failed, ending.Task.Status);
        Assert.Equal("there was no result by the final deadline; the requester is refunded", ending.Report.Reason);
        Assert.Equal("claimed after the final deadline: refunded", ending.Timeline[^1].What);
        Assert.Equal(0, ending.NetOf(requester.Address));
        Assert.Equal(-stake, ending.NetOf(purchase.Deal.Workerpool.Owner));
        Assert.Equal(stake, ending.NetOf(PocoConstants.Kitty));
        await network.NextTaskRunsAsync();
    }
}
