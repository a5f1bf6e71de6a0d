using System.Net;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Xunit;

namespace Iexec.Scheduler.Tests.Service;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class WorkerApiTests(PoolNetwork network)
{
    private static readonly WorkerStatus Idle = new("me", "1.0", 1, 0, []);

    [Fact]
    public async Task Nobody_speaks_without_proving_a_wallet_for_this_pool()
    {
        await using var pool = await TestPool.StartAsync(network);
        using var key = PrivateKey.Create();
        var tomorrow = DateTimeOffset.UtcNow.AddHours(1);

        foreach (var token in new[]
        {
            "",
            "Bearer nonsense",
            WalletToken.Issue(key, TokenAudience.Scheduler(Anvil.ChainId, key.Address, pool.Url), tomorrow),
            WalletToken.Issue(key, TokenAudience.Scheduler(1, pool.Address, pool.Url), tomorrow),
            WalletToken.Issue(key, TokenAudience.Scheduler(Anvil.ChainId, pool.Address, pool.Url), DateTimeOffset.UtcNow.AddMinutes(-1)),
            // What someone was given who only said that he is the pool's scheduler.
            WalletToken.Issue(key, TokenAudience.Scheduler(Anvil.ChainId, pool.Address, new("http://thief.example:13000")), tomorrow),
        })
        {
            var refused = await Assert.ThrowsAsync<ApiException>(() => pool.Client.SyncAsync(Idle, token, default));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        }
    }

    [Fact]
    public async Task A_worker_beside_the_scheduler_may_call_it_by_the_address_it_listens_on()
    {
        await using var pool = await TestPool.StartAsync(network, s => s with { PublicUrl = new("https://pool.example") });
        var token = WalletToken.Issue(
            pool.Owner, TokenAudience.Scheduler(Anvil.ChainId, pool.Address, new("https://pool.example/")), DateTimeOffset.UtcNow.AddHours(1));

        Assert.NotEqual(0, (await pool.Client.SyncAsync(Idle, token, default)).Version);
        Assert.NotEqual(0, (await pool.Client.SyncAsync(Idle, pool.Token(pool.Owner), default)).Version);
    }

    [Fact]
    public async Task A_pool_may_admit_only_its_own_workers()
    {
        using var stranger = PrivateKey.Create();
        await using var pool = await TestPool.StartAsync(network, s => s with { Workers = [s.Owner.Address] });

        var refused = await Assert.ThrowsAsync<ApiException>(() => pool.Client.SyncAsync(Idle, pool.Token(stranger), default));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.NotEqual(0, (await pool.Client.SyncAsync(Idle, pool.Token(pool.Owner), default)).Version);
    }

    [Theory]
    [InlineData("""{"name":"","version":"1","slots":1,"seenVersion":0,"replicates":[]}""", "name")]
    [InlineData("""{"name":"w","version":"1","slots":0,"seenVersion":0,"replicates":[]}""", "slots")]
    [InlineData("""{"name":"w","version":"1","slots":100000,"seenVersion":0,"replicates":[]}""", "slots")]
    [InlineData("""{"name":"w","version":"1","slots":1,"seenVersion":0}""", "replicates")]
    [InlineData("""{"name":"w","version":"1","slots":1,"seenVersion":0,"replicates":[null]}""", "replicate")]
    [InlineData("""{"name":"w","version":"1","slots":1,"seenVersion":0,"replicates":[{"task":"0x12","stage":"Computing","since":"2026-01-01T00:00:00Z"}]}""", "TaskId")]
    [InlineData("""not json""", "JSON")]
    public async Task A_malformed_report_is_refused_with_what_is_wrong(string body, string names)
    {
        await using var pool = await TestPool.StartAsync(network);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(pool.Url, "/v1/worker/sync")) { Content = new StringContent(body, null, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", pool.Token(pool.Requester));

        using var answer = await network.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(names, await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_waiting_worker_is_told_at_once_of_a_task()
    {
        await using var pool = await TestPool.StartAsync(network);
        var key = await network.AccountAsync(10_000);
        var idle = await pool.Client.SyncAsync(Idle, pool.Token(key), default);

        var waiting = pool.Client.SyncAsync(Idle with { SeenVersion = idle.Version }, pool.Token(key), default);
        var task = await pool.TaskAsync(trust: 1);
        var wanted = await waiting;

        var replicate = Assert.Single(wanted.Replicates);
        Assert.Equal((task, ReplicateGoal.Contribute, pool.StoreUrl), (replicate.Task, replicate.Goal, replicate.ResultStore));
        Assert.NotEqual(idle.Version, wanted.Version);
        Assert.Equal(
            pool.Owner.Address,
            Signature.FromBytes(replicate.Authorization.Signature).RecoverMessage(WorkerpoolAuthorization.HashOf(key.Address, task, Address.Zero).ToBytes()));
    }

    [Fact]
    public async Task The_version_is_the_same_after_a_restart()
    {
        await using var pool = await TestPool.StartAsync(network);
        var worker = await pool.WorkerAsync(w => w with { Contributes = false });
        var task = await pool.TaskAsync(trust: 1);
        await Wait.UntilAsync(() => Task.FromResult(worker.Tasks.ContainsKey(task)), known => known);
        await worker.DisposeAsync();
        var before = await worker.SyncAsync(0);

        await pool.StopSchedulerAsync();
        await pool.StartSchedulerAsync(withNewDatabase: false);

        Assert.Equal(before.Version, (await Wait.UntilAsync(() => TryAsync(() => worker.SyncAsync(0)), s => s is not null))!.Version);
    }

    [Fact]
    public async Task A_worker_speaks_only_of_its_own_tasks_and_the_chain_is_not_believed_from_its_mouth()
    {
        await using var pool = await TestPool.StartAsync(network);
        var worker = await pool.WorkerAsync(w => w with { Contributes = false });
        var task = await pool.TaskAsync(trust: 1);
        await pool.UntilAsync(task, r => r.Replicates.Any(x => x.Stage == ReplicateStage.Computing));
        await worker.DisposeAsync();
        using var stranger = PrivateKey.Create();

        await Say(stranger, ReplicateStage.Failed);
        await Say(worker.Key, ReplicateStage.Uploaded);
        await Say(worker.Key, ReplicateStage.Contributed);

        Assert.Equal(ReplicateStage.Computing, Assert.Single((await pool.Client.TaskAsync(task, default)).Replicates).Stage);

        Task Say(PrivateKey who, ReplicateStage stage) => pool.Client.SyncAsync(
            Idle with { Replicates = [new(task, stage, "because", DateTimeOffset.UtcNow, null)] }, pool.Token(who), default);
    }

    [Fact]
    public async Task Without_the_stake_a_worker_gets_no_task_but_the_reason()
    {
        await using var pool = await TestPool.StartAsync(network);
        var poor = await pool.WorkerAsync(stake: 1);
        var task = await pool.TaskAsync(trust: 1);

        var report = await pool.UntilAsync(task, r => r.Reason.Contains("stake", StringComparison.Ordinal));
        var workers = await Wait.UntilAsync(() => pool.Client.WorkersAsync(default), w => w.Workers.Any(x => x.Notice is not null));

        Assert.Equal(nameof(TaskState.Queued), report.State);
        Assert.Equal(1, workers.Alive);
        Assert.Contains("deposit more", Assert.Single(workers.Workers).Notice, StringComparison.Ordinal);
        await poor.DisposeAsync();
        Assert.Contains("deposit more", (await poor.SyncAsync(0)).Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_app_printed_is_for_the_requester_only()
    {
        await using var pool = await TestPool.StartAsync(network);
        var worker = await pool.WorkerAsync(w => w with { Contributes = false });
        var task = await pool.TaskAsync(trust: 1);
        await pool.UntilAsync(task, r => r.Replicates.Count == 1);
        var stdout = new string('a', 100_000) + "the end";

        await pool.Client.SendLogsAsync(task, new(stdout, "oops"), pool.Token(worker.Key), default);
        var logs = Assert.Single(await pool.Client.LogsAsync(task, pool.Token(pool.Requester), default));

        Assert.Equal((worker.Key.Address, "oops", 100_000), (logs.Worker, logs.Logs.Stderr, logs.Logs.Stdout.Length));
        Assert.EndsWith("the end", logs.Logs.Stdout, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(() => pool.Client.LogsAsync(task, pool.Token(worker.Key), default)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(() => pool.Client.SendLogsAsync(task, new("", ""), pool.Token(pool.Requester), default)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(
            () => pool.Client.SendLogsAsync(task, new(new string('a', 3 << 20), ""), pool.Token(worker.Key), default)));
    }

    private static async Task<HttpStatusCode> StatusAsync(Func<Task> call) => (await Assert.ThrowsAsync<ApiException>(call)).Status;

    private static async Task<T?> TryAsync<T>(Func<Task<T>> call) where T : class
    {
        try
        {
            return await call();
        }
        catch (ApiException)
        {
            return null;
        }
    }
}
