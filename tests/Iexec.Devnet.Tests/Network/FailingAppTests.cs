using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Devnet.Tests.Network;

/// <summary>
/// An app that fails the same way everywhere has a result: its failure. Workers agree on it, the task is completed at once, everyone is
/// paid, and the requester sees why; then the next task runs.
/// </summary>
[Collection(NetworkCollection.Name)]
[Trait("Category", "Integration")]
public sealed class FailingAppTests(NetworkFixture network)
{
    [Theory]
    [InlineData("exit 1", "The app ended with exit code 1.", "exit code 1", "failing on purpose")]
    [InlineData("no-computed-json", "The app wrote no computed.json.", "wrote no /iexec_out/computed.json", "")]
    [InlineData("big-output 2048", "The app wrote too much output.", "The output is larger than 268435456 bytes", "")]
    public async Task Its_failure_is_the_result_with_reason_and_logs(string args, string result, string reason, string printed)
    {
        network.SkipIfMissing();

        var ending = await network.RunAsync(network.App, args);

        await AssertFailedAsync(ending, result, reason);
        Assert.All(await ending.LogsAsync(), log => Assert.Contains(printed, log.Logs.Stderr, StringComparison.Ordinal));
        await network.NextTaskRunsAsync();
    }

    [Fact]
    public async Task A_prefix_that_no_address_has_is_explained_by_the_app()
    {
        network.SkipIfMissing();

        var ending = await network.RunAsync(network.Info.App, "--prefix xyz");

        await AssertFailedAsync(ending, "The app ended with exit code 1.", "exit code 1");
        Assert.All(await ending.LogsAsync(), log => Assert.Contains("No address begins with 'xyz': 'x' is not a hexadecimal digit", log.Logs.Stderr, StringComparison.Ordinal));
        await network.NextTaskRunsAsync();
    }

    [Fact]
    public async Task One_that_never_ends_is_stopped_at_the_time_of_its_category()
    {
        network.SkipIfMissing();
        var requester = await network.RequesterAsync();

        var purchase = await network.BuyAsync(network.RequestOf(requester, network.App, "never-ends") with { Category = network.ShortCategory }, requester);
        var ending = await purchase.EndAsync();

        await AssertFailedAsync(ending, "The app ran longer than its category allows.", $"The app was stopped after its limit of {NetworkFixture.ShortTime} s");
        Assert.Empty(await network.Engine.Containers.ListAsync(CancellationToken.None, ("iexec.task", ending.Task.Id.ToString())));
        await network.NextTaskRunsAsync();
    }

    [Fact]
    public async Task An_image_other_than_the_registered_one_is_never_run()
    {
        network.SkipIfMissing();
        var registered = Keccak256.HashText("another image");
        var app = await network.SellAsync(network.Image.ToApp("mismatched") with { Checksum = registered });

        var ending = await network.RunAsync(app, "well done");

        await AssertFailedAsync(
            ending,
            "The registry's image is not the one the app's checksum names.",
            $"The registry has {network.Image.Digest} as {network.Image.Multiaddr}, but the app's checksum is sha256:{registered.ToString()[2..]}");
        Assert.All(await ending.LogsAsync(), log => Assert.Equal(("", ""), (log.Logs.Stdout, log.Logs.Stderr)));
        await network.NextTaskRunsAsync();
    }

    private static async Task AssertFailedAsync(Ending ending, string result, string reason)
    {
        Assert.Equal(ChainTaskStatus.Completed, ending.Task.Status);
        Assert.Equal(result + "\n", await ending.ResultAsync("error.txt"));
        Assert.StartsWith("the result is published and everyone is paid; app failed: ", ending.Report.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, ending.Report.Reason, StringComparison.Ordinal);
        Assert.Equal(2, ending.Report.Replicates.Count);
        Assert.All(ending.Report.Replicates, replicate => Assert.Contains(reason, replicate.Failure, StringComparison.Ordinal));
        Assert.Equal(2, (await ending.LogsAsync()).Count);
        Assert.Equal(2, ending.Timeline.Count(e => e.What.EndsWith(" contributed", StringComparison.Ordinal) && e.Transaction is not null));
        Assert.Equal("finalised: result published, everyone paid", ending.Timeline[^1].What);
        AssertPaid(ending);
    }

    private static void AssertPaid(Ending ending)
    {
        var (app, pool) = ((long)ending.Purchase.Deal.App.Price.Nano, (long)ending.Purchase.Deal.Workerpool.Price.Nano);
        Assert.Equal(-(app + pool), ending.NetOf(ending.Purchase.Requester.Address));
        Assert.Equal(app, ending.NetOf(ending.Purchase.Deal.App.Owner));
        // Two equal workers share the pool's price less its owner's hundredth.
        Assert.All(ending.Task.Contributors, worker => Assert.Equal(pool * 99 / 100 / 2, ending.NetOf(worker)));
        Assert.Equal(2, ending.Task.Contributors.Count);
        Assert.Equal(pool / 100, ending.NetOf(ending.Purchase.Deal.Workerpool.Owner) + ending.NetOf(PocoConstants.Kitty));
    }
}
