using System.Security.Cryptography;
using System.Text;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Results;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Iexec.Worker.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Iexec.Worker.Tests.Agent;

[Collection(DockerCollection.Name)]
[Trait("Category", "Integration")]
public sealed class WorkerAgentTests(DockerFixture docker, PoolNetwork network) : IClassFixture<PoolNetwork>, IAsyncLifetime
{
    private const string Answer = """echo 42 > /iexec_out/answer; echo '{"deterministic-output-path":"/iexec_out/answer"}' > /iexec_out/computed.json; echo told""";
    private static readonly Bytes32 Digest = Bytes32.FromBytes(SHA256.HashData("42\n"u8));
    private readonly string _folder = Directory.CreateTempSubdirectory("iexec-agent-").FullName;
    private TestScheduler? _scheduler;
    private WebApplication? _worker;
    private WebApplication? _store;

    private TestScheduler Scheduler => _scheduler!;

    public async Task InitializeAsync() => _scheduler = await TestScheduler.StartAsync();

    public async Task DisposeAsync()
    {
        await StopAsync();
        if (_store is not null)
            await _store.DisposeAsync();
        await Scheduler.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [SkippableFact]
    public async Task A_contribution_is_revealed_after_a_restart_without_the_scheduler_and_uploaded_once_it_is_asked_for()
    {
        var (deals, key) = await SetUpAsync();
        var store = await StartStoreAsync();
        var desired = await deals.TaskAsync(key, Script(Answer), trust: 3, store);
        Scheduler.Want(desired);
        await StartAsync(deals, key);
        await MineIsAsync(desired, key, ContributionStatus.Contributed);
        await Wait.UntilAsync(() => Task.FromResult(Scheduler.StatusOf(desired.Task)), s => s is { Stage: ReplicateStage.Contributed, ExitCode: 0, Failure: null });
        await StopAsync();

        Scheduler.IsAway = true;
        var other = await deals.ContributeAsync(desired.Task, Digest);
        await StartAsync(deals, key);
        await MineIsAsync(desired, key, ContributionStatus.Proved);
        await StopAsync();

        Scheduler.IsAway = false;
        Scheduler.Want(desired with { Goal = ReplicateGoal.Upload });
        await StartAsync(deals, key);
        var uploaded = await Wait.UntilAsync(() => Task.FromResult(Scheduler.StatusOf(desired.Task)), s => s is { Stage: ReplicateStage.Uploaded });
        var link = await new ResultsClient(network.Http, store).FindAsync(desired.Task, default);
        Assert.Equal(link!.Location, uploaded!.ResultLink);

        await network.SendAsync(other.Address, network.Calls.Reveal(desired.Task, Digest));
        await network.SendAsync(deals.Owner.Address, network.Calls.Finalize(desired.Task, link.ToBytes(), []));
        await Wait.UntilAsync(() => Task.FromResult(Scheduler.Last!.Replicates.Count), n => n == 0);
        Assert.Empty(Directory.GetDirectories(Path.Combine(_folder, "tasks")));
        Assert.Equal("told\n", Assert.Single(Scheduler.Logs).Stdout);
    }

    [SkippableFact]
    public async Task A_result_whose_contribution_was_never_sent_is_contributed_after_a_restart_and_not_computed_again()
    {
        var (deals, key) = await SetUpAsync();
        var desired = await deals.TaskAsync(key, Script("date +%s%N > /tmp/n; cat /tmp/n > /iexec_out/answer; " + Answer.Replace("echo 42 > /iexec_out/answer;", "", StringComparison.Ordinal)), trust: 3);
        Scheduler.Want(desired);
        await network.Eth.Rpc.CallAsync<object?>("evm_setAutomine", [false]);
        try
        {
            await StartAsync(deals, key);
            await Wait.UntilAsync(() => Task.FromResult(Scheduler.StatusOf(desired.Task)), s => s is { Stage: ReplicateStage.Contributing });
            await StopAsync();
            await network.Eth.Rpc.CallAsync<object?>("anvil_dropAllTransactions", []);
        }
        finally
        {
            await network.Eth.Rpc.CallAsync<object?>("evm_setAutomine", [true]);
        }
        Scheduler.Want();
        await StartAsync(deals, key);
        Scheduler.Want(desired);
        await MineIsAsync(desired, key, ContributionStatus.Contributed);
        await deals.ContributeAsync(desired.Task, Bytes32.FromBytes(SHA256.HashData(ResultOf(desired.Task))));
        await MineIsAsync(desired, key, ContributionStatus.Proved);
        Assert.Single(Scheduler.Logs);
    }

    [SkippableFact]
    public async Task What_a_requester_asks_for_in_vain_is_not_run_and_costs_no_stake()
    {
        var (deals, key) = await SetUpAsync();
        var desired = await deals.TaskAsync(key, trust: 1, parameters: new() { Args = Script(Answer), ResultEncryption = true });
        Scheduler.Want(desired);
        await StartAsync(deals, key);

        await MineIsAsync(desired, key, ContributionStatus.Proved);

        var status = await Wait.UntilAsync(() => Task.FromResult(Scheduler.StatusOf(desired.Task)), s => s is { Failure: not null });
        Assert.Contains("an encrypted result (iexec_result_encryption)", status!.Failure, StringComparison.Ordinal);
        Assert.Null(status.ExitCode);
    }

    [SkippableFact]
    public async Task A_task_that_nobody_ends_is_claimed_and_gives_back_the_stake()
    {
        var (deals, key) = await SetUpAsync();
        var desired = await deals.TaskAsync(key, Script(Answer), trust: 3);
        Scheduler.Want(desired);
        await StartAsync(deals, key);
        await MineIsAsync(desired, key, ContributionStatus.Contributed);
        await StopAsync();
        Assert.True((await network.Hub.ViewAccountAsync(key.Address, default)).Locked > Rlc.Zero);

        Scheduler.IsAway = true;
        await network.PutClockForwardAsync(3300);
        await StartAsync(deals, key, new LaterTime(TimeSpan.FromSeconds(3300)));
        await Wait.UntilAsync(() => network.Hub.ViewTaskAsync(desired.Task, default), t => t.Status == ChainTaskStatus.Failed);

        Assert.Equal(new Account(new(10_000), Rlc.Zero), await network.Hub.ViewAccountAsync(key.Address, default));
    }

    [SkippableFact]
    public async Task A_result_that_the_store_has_lost_is_uploaded_again()
    {
        var (deals, key) = await SetUpAsync();
        var store = await StartStoreAsync();
        var desired = await deals.TaskAsync(key, Script(Answer), trust: 1, store) with { Goal = ReplicateGoal.Upload };
        Scheduler.Want(desired);
        await StartAsync(deals, key);
        await Wait.UntilAsync(() => Task.FromResult(Scheduler.StatusOf(desired.Task)), s => s is { Stage: ReplicateStage.Uploaded });
        await StopAsync();
        await _store!.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Path.Combine(_folder, "store"), recursive: true);

        var empty = await StartStoreAsync();
        Scheduler.Want(desired with { ResultStore = empty });
        await StartAsync(deals, key);

        Assert.NotNull(await Wait.UntilAsync(() => new ResultsClient(network.Http, empty).FindAsync(desired.Task, default), link => link is not null));
    }

    [SkippableFact]
    public async Task An_apps_failure_is_contributed_and_told()
    {
        var (deals, key) = await SetUpAsync();
        var desired = await deals.TaskAsync(key, Script("echo no such prefix >&2; exit 3"));
        Scheduler.Want(desired);
        await StartAsync(deals, key);
        await MineIsAsync(desired, key, ContributionStatus.Proved);

        var status = await Wait.UntilAsync(() => Task.FromResult(Scheduler.StatusOf(desired.Task)), s => s is { Stage: ReplicateStage.Revealed });
        Assert.Equal(3, status!.ExitCode);
        Assert.Contains("exit code 3", status.Failure, StringComparison.Ordinal);
        Assert.Equal("no such prefix\n", Assert.Single(Scheduler.Logs).Stderr);
    }

    [SkippableFact]
    public async Task What_is_not_wanted_any_more_is_stopped_and_forgotten_and_may_be_wanted_again()
    {
        var (deals, key) = await SetUpAsync();
        var desired = await deals.TaskAsync(key, Script("sleep 1000"));
        Scheduler.Want(desired);
        await StartAsync(deals, key);
        await Wait.UntilAsync(() => docker.ContainersAsync("iexec.task", desired.Task.ToString()), c => c.Count == 1);

        Scheduler.Want();
        await Wait.UntilAsync(() => docker.ContainersAsync("iexec.task", desired.Task.ToString()), c => c.Count == 0);
        await Wait.UntilAsync(() => Task.FromResult(Scheduler.Last!.Replicates.Count), n => n == 0);
        Scheduler.Want(desired);
        await Wait.UntilAsync(() => docker.ContainersAsync("iexec.task", desired.Task.ToString()), c => c.Count == 1);
        await StopAsync();

        Assert.Empty(await docker.ContainersAsync("iexec.task", desired.Task.ToString()));
        Assert.Equal(ContributionStatus.Unset, (await network.Hub.ViewContributionAsync(desired.Task, key.Address, default)).Status);
    }

    [SkippableFact]
    public async Task Nothing_that_a_scheduler_answers_stops_the_worker()
    {
        network.Required();
        var deals = await TestDeals.CreateAsync(network);
        var others = await TestDeals.CreateAsync(network);
        var key = await network.AccountAsync(stake: 10_000);
        foreach (var nonsense in new[] { "null", """{"version":7,"replicates":[null]}""", """{"version":7}""" })
            Scheduler.Nonsense.Enqueue(nonsense);
        await StartAsync(deals, key);
        var desired = await others.TaskAsync(key);
        Scheduler.Want(desired);

        var failed = await Wait.UntilAsync(() => Task.FromResult(Scheduler.StatusOf(desired.Task)), s => s is { Stage: ReplicateStage.Failed });
        Assert.Contains("not for ours", failed!.Reason, StringComparison.Ordinal);
        Scheduler.Want();
        await Wait.UntilAsync(() => Task.FromResult(Scheduler.Last!.Replicates.Count), n => n == 0);
    }

    private static string Script(string script) => $"'{script.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private byte[] ResultOf(TaskId task) =>
        Encoding.UTF8.GetBytes(Archive.Texts(Path.Combine(_folder, "tasks", task.ToString(), "result.zip"))["answer"]);

    private Task<Contribution> MineIsAsync(DesiredReplicate desired, PrivateKey key, ContributionStatus status) =>
        Wait.UntilAsync(() => network.Hub.ViewContributionAsync(desired.Task, key.Address, default), c => c.Status == status);

    private async Task<(TestDeals Deals, PrivateKey Worker)> SetUpAsync()
    {
        docker.SkipIfMissing();
        network.Required();
        return (await TestDeals.CreateAsync(network, docker.Multiaddr, docker.Checksum), await network.AccountAsync(stake: 10_000));
    }

    private async Task<Uri> StartStoreAsync()
    {
        _store = ResultsService.Create(new()
        {
            DataFolder = Path.Combine(_folder, "store"), ChainUrl = network.RpcUrl, Hub = network.Contracts.Hub, LogLevel = LogLevel.Warning,
        });
        await _store.StartAsync();
        return _store.ListenUrl();
    }

    private async Task StartAsync(TestDeals deals, PrivateKey key, TimeProvider? time = null)
    {
        _worker = WorkerService.Create(
            new()
            {
                Name = "agent-under-test",
                Key = key,
                DataFolder = _folder,
                ChainUrl = network.RpcUrl,
                Hub = network.Contracts.Hub,
                Workerpool = deals.Pool,
                Scheduler = Scheduler.Url,
                Engine = DockerEndpoint.Parse(DockerEngine.Address),
                Limits = docker.Run("").Limits,
                ChainPoll = TimeSpan.FromMilliseconds(100),
                LogLevel = LogLevel.Warning,
            },
            Anvil.ChainId,
            time is null ? null : ServiceSurroundings.Real with { Time = time });
        await _worker.StartAsync();
    }

    private async Task StopAsync()
    {
        if (_worker is null)
            return;
        await _worker.StopAsync();
        await _worker.DisposeAsync();
        _worker = null;
    }

    private sealed class LaterTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
