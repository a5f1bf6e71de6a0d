using System.Net;
using System.Net.Http.Json;
using Iexec.Client.Tests.Following;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Client.Tests.Runs;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class RunTests(PoolNetwork network)
{
    [SkippableFact]
    public async Task Whatever_fails_after_the_match_tells_what_was_bought()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var run = await BuyAsync(wallet);
        var file = Path.GetTempFileName();

        var early = await Assert.ThrowsAsync<SpentException>(() => run.DownloadAsync(run.Task, file, default));
        var nowhere = await Assert.ThrowsAsync<SpentException>(() => run.DownloadAsync(run.Task, Path.Combine(file, "in", "no", "folder"), default));

        File.Delete(file);
        foreach (var error in (SpentException[])[early, nowhere])
        {
            Assert.Same(run, error.Run);
            foreach (var part in (object[])[run.Deal, run.Task, run.Transaction])
                Assert.Contains(part.ToString()!, error.Message, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task A_node_that_is_away_for_a_while_is_waited_for()
    {
        using var faults = new Faults(network.RpcUrl);
        network.Required();
        await using var wallet = await TestWallet.OpenAsync(network, await network.AccountAsync(1000), surroundings: faults.Surroundings);
        var run = await BuyAsync(wallet);

        faults.IsAway = true;
        var watch = run.WatchAsync(run.Task, null, default);
        // One call and all its retries fail, and the next call begins.
        await Wait.UntilAsync(() => Task.FromResult(faults.Refused), refused => refused > 5 || watch.IsCompleted);
        faults.IsAway = false;
        await EndAsync(run);

        Assert.Equal(ChainTaskStatus.Failed, (await watch).Task.Status);
    }

    [SkippableFact]
    public async Task The_end_is_told_by_the_report_of_the_end()
    {
        var finished = await FinishedTask.CreateAsync(network);
        using var scheduler = new Faults(network.RpcUrl) { Reports = new(["the result is being published", "the result is published"]) };
        await using var wallet = await TestWallet.OpenAsync(
            network, await network.AccountAsync(), c => c with { Compass = Faults.Services }, scheduler.Surroundings);

        var (task, report) = await wallet.Client.History.WatchAsync(finished.Deal.Id, finished.Id, null, default);

        Assert.Equal((ChainTaskStatus.Completed, "the result is published"), (task.Status, report?.Reason));
    }

    [Fact]
    public void A_result_goes_into_a_folder_under_its_tasks_name()
    {
        var folder = Directory.CreateTempSubdirectory("iexec-result-").FullName;
        var task = new TaskId(Bytes32.FromInteger(7));

        Assert.Equal(Path.Combine(folder, $"{task}.zip"), ResultPath.For(folder, task));
        Assert.Equal(Path.Combine(folder, "new", $"{task}.zip"), ResultPath.For(Path.Combine(folder, "new") + "/", task));
        Assert.Equal(Path.Combine(folder, "other", "result"), ResultPath.For(Path.Combine(folder, "other", "result"), task));
        ResultPath.Prepare(Path.Combine(folder, "third", "result"));
        File.WriteAllText(Path.Combine(folder, "file"), "");
        Assert.Throws<UserException>(() => ResultPath.Prepare(Path.Combine(folder, "file", "result")));

        Assert.Equal(["file", "new", "other", "third"], Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
        Directory.Delete(folder, recursive: true);
    }

    private async Task<Run> BuyAsync(TestWallet wallet)
    {
        var owner = await network.AccountAsync(stake: 1000);
        var (pool, me) = (await network.PoolAsync(owner), wallet.Session.Address);
        var orders = new OrderSet(
            new AppOrder(network.App, Rlc.Zero, 1, Tag.None, default, default, default, Orders.NewSalt()).SignWith(network.AppOwner, network.Domain),
            null,
            new WorkerpoolOrder(pool, new(100), 1, Tag.None, 0, 1, default, default, default, Orders.NewSalt()).SignWith(owner, network.Domain),
            new RequestOrder(network.App, Rlc.Zero, default, Rlc.Zero, pool, new(100), me, 1, Tag.None, 0, 1, me, default, "", Orders.NewSalt()));
        return await wallet.Client.Runs.BuyAsync(await wallet.Client.Orders.TermsAsync(orders, default), default);
    }

    private async Task EndAsync(Run run)
    {
        await network.SendAsync(network.AppOwner.Address, network.Calls.Initialize(run.Deal, 0));
        await network.PutClockForwardAsync(Category.Published[0].WorkClockTimeRef * PocoConstants.FinalDeadlineRatio);
        await network.SendAsync(network.AppOwner.Address, network.Calls.Claim(run.Task));
    }

    /// <summary>A node that can be away, and a scheduler with reports that follow each other.</summary>
    private sealed class Faults(Uri node) : HttpMessageHandler
    {
        public static Uri Services { get; } = new("http://services");

        public volatile bool IsAway;

        public int Refused;

        public Queue<string> Reports { get; init; } = [];

        public Surroundings Surroundings => Surroundings.Real with
        {
            Transport = (uri, reach) => uri.Host == Services.Host || (IsAway && uri.Port == node.Port) ? this : Surroundings.Real.Transport(uri, reach),
        };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host != Services.Host)
            {
                Interlocked.Increment(ref Refused);
                throw new HttpRequestException("the node is away");
            }
            object answer = request.RequestUri.AbsolutePath.Contains("/workerpools/", StringComparison.Ordinal) ? new { ApiUrl = Services } : Report();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(answer, options: ProtocolJson.Api) });
        }

        private object Report() => new
        {
            Task = default(TaskId),
            Deal = default(DealId),
            Index = 0,
            State = "Completed",
            Reason = Reports.Dequeue(),
            NextDeadline = Reports.Count > 0 ? DateTimeOffset.UnixEpoch : (DateTimeOffset?)null,
            Replicates = Array.Empty<object>(),
            Timeline = Array.Empty<object>(),
        };
    }
}
