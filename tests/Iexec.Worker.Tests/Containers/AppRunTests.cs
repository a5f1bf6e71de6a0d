using System.Security.Cryptography;
using Iexec.Docker;
using Iexec.Ethereum;
using Iexec.Worker.Containers;
using Iexec.Worker.Disk;
using Iexec.Worker.Running;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Iexec.Worker.Tests.Containers;

[Collection(DockerCollection.Name)]
[Trait("Category", "Integration")]
public sealed class AppRunTests(DockerFixture docker)
{
    private const string WritesAnswer = """echo 42 > $IEXEC_OUT/answer; echo '{"deterministic-output-path":"/iexec_out/answer"}' > $IEXEC_OUT/computed.json;""";

    [Fact]
    public async Task An_app_that_ends_well_gives_its_output_as_result()
    {
        docker.SkipIfMissing();
        var outcome = await docker.RunAsync($"{WritesAnswer} echo hello; echo careful >&2");

        Assert.Null(outcome.Failure);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(Bytes32.FromBytes(SHA256.HashData("42\n"u8)), outcome.Digest);
        Assert.Null(outcome.CallbackData);
        Assert.Equal(("hello\n", "careful\n"), (outcome.Logs.Stdout, outcome.Logs.Stderr));
        Assert.Equal([RunStage.Pull, RunStage.Run, RunStage.Collect], outcome.Timings.Select(timing => timing.Stage));
        var files = Archive.Texts(outcome.ArchivePath);
        Assert.Equal(["answer", "computed.json"], files.Keys.Order());
        Assert.Equal("42\n", files["answer"]);
    }

    [Fact]
    public async Task Two_runs_agree_on_the_digest_whatever_they_log()
    {
        docker.SkipIfMissing();
        var script = $"{WritesAnswer} cat /proc/sys/kernel/random/uuid";
        var (one, two) = (await docker.RunAsync(script), await docker.RunAsync(script));

        Assert.Equal(one.Digest, two.Digest);
        Assert.NotEqual(one.Logs.Stdout, two.Logs.Stdout);
        Assert.Equal(await File.ReadAllBytesAsync(one.ArchivePath), await File.ReadAllBytesAsync(two.ArchivePath));
    }

    [Fact]
    public async Task An_app_is_told_of_its_task()
    {
        docker.SkipIfMissing();
        var run = docker.Run("env");
        run = run with { Environment = run.Environment with { TaskIndex = 7, BotFirst = 5, BotSize = 9, InputFiles = ["0xabc"] } };
        var outcome = await docker.RunAsync(run);

        var told = outcome.Logs.Stdout.Split('\n');
        foreach (var (name, value) in run.Environment.ToVariables())
            Assert.Contains($"{name}={value}", told);
        Assert.Contains("IEXEC_TASK_INDEX=7", told);
        Assert.Contains("IEXEC_BOT_SIZE=9", told);
        Assert.Contains("IEXEC_INPUT_FILE_NAME_1=0xabc", told);
        Assert.Contains($"IEXEC_TASK_ID={run.Environment.TaskId}", told);
        Assert.Contains("IEXEC_DATASET_FILENAME=0x0000000000000000000000000000000000000000", told);
    }

    [Fact]
    public async Task Input_is_read_but_not_written()
    {
        docker.SkipIfMissing();
        var run = docker.Run("cat /iexec_in/data; touch /iexec_in/data || echo refused");
        run = run with { FillInput = token => File.WriteAllTextAsync(Path.Combine(run.Folder.Input, "data"), "input\n", token) };
        var stages = new List<RunStage>();
        var outcome = await docker.RunAsync(run, stages.Add);

        Assert.Equal("input\nrefused\n", outcome.Logs.Stdout);
        Assert.Equal([RunStage.Pull, RunStage.Data, RunStage.Run, RunStage.Collect], stages);
    }

    [Fact]
    public async Task Arguments_reach_the_app_as_a_shell_would_split_them()
    {
        docker.SkipIfMissing();
        var run = docker.Run("") with { Args = """ 'printf "%s|" "$@"' app "two words" it\'s '' """ };
        var outcome = await docker.RunAsync(run);

        Assert.Equal("two words|it's||", outcome.Logs.Stdout);
    }

    [Fact]
    public async Task Arguments_that_cannot_be_split_are_a_result()
    {
        docker.SkipIfMissing();
        var outcome = await docker.RunAsync(docker.Run("") with { Args = "'open" });

        Assert.Equal(FailureKind.ArgumentsInvalid, outcome.Failure?.Kind);
    }

    [Fact]
    public async Task Callback_data_is_the_result_of_a_deal_with_callback()
    {
        docker.SkipIfMissing();
        var run = docker.Run("""echo '{"callback-data":"0xc0ffee"}' > /iexec_out/computed.json""") with { HasCallback = true };
        var outcome = await docker.RunAsync(run);

        Assert.Equal([0xc0, 0xff, 0xee], outcome.CallbackData);
        Assert.Equal(Keccak256.Hash([0xc0, 0xff, 0xee]), outcome.Digest);
    }

    [Fact]
    public async Task A_failure_of_a_deal_with_callback_calls_back_with_nothing()
    {
        docker.SkipIfMissing();
        var outcome = await docker.RunAsync(docker.Run("exit 3") with { HasCallback = true });

        Assert.Equal(FailureKind.AppFailed, outcome.Failure?.Kind);
        Assert.Empty(outcome.CallbackData!);
        Assert.Equal(Keccak256.Empty, outcome.Digest);
    }

    [Fact]
    public async Task Only_the_end_of_long_output_is_kept()
    {
        docker.SkipIfMissing();
        var outcome = await docker.RunAsync("seq 1 300000; seq 1 5 >&2");

        Assert.Equal(100_000, outcome.Logs.Stdout.Length);
        Assert.EndsWith("\n299999\n300000\n", outcome.Logs.Stdout, StringComparison.Ordinal);
        Assert.Equal("1\n2\n3\n4\n5\n", outcome.Logs.Stderr);
    }

    [Fact]
    public async Task Containers_of_a_worker_that_crashed_are_removed_and_no_others()
    {
        docker.SkipIfMissing();
        async Task<string> LeaveAsync(string worker)
        {
            var image = await docker.ImageAsync();
            var run = docker.Run("sleep 1000");
            await run.Folder.PrepareAsync(CancellationToken.None);
            var disk = await RunDisk.MakeAsync(run.Folder, run.Limits, isBounded: false, NullLogger.Instance, CancellationToken.None);
            var id = await docker.Docker.Containers.CreateAsync(AppContainerSpec.Of(run, worker, image, disk), CancellationToken.None);
            await docker.Docker.Containers.StartAsync(id, CancellationToken.None);
            return id;
        }
        await LeaveAsync(DockerFixture.Worker);
        await LeaveAsync(DockerFixture.Worker);
        var other = await LeaveAsync("another-worker");
        try
        {
            Assert.Equal(2, await docker.Executor.RemoveLeftoversAsync(CancellationToken.None));
            Assert.Empty(await docker.ContainersAsync("iexec.worker", DockerFixture.Worker));
            Assert.Equal([other], await docker.ContainersAsync("iexec.worker", "another-worker"));
        }
        finally
        {
            await docker.Docker.Containers.RemoveAsync(other, CancellationToken.None);
        }
    }

    [Fact]
    public async Task Cancelling_a_run_removes_its_container()
    {
        docker.SkipIfMissing();
        var run = docker.Run("sleep 1000");
        using var cancel = new CancellationTokenSource();
        var running = docker.Executor.RunAsync(run, new Stages(_ => { }), cancel.Token);
        var task = run.Environment.TaskId.ToString();
        while ((await docker.ContainersAsync("iexec.task", task)).Count == 0)
            await Task.Yield();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Empty(await docker.ContainersAsync("iexec.task", task));
    }

    [Fact]
    public async Task A_run_leaves_no_container_and_can_be_repeated_in_its_folder()
    {
        docker.SkipIfMissing();
        var run = docker.Run(WritesAnswer);
        var first = await docker.RunAsync(run);
        var second = await docker.RunAsync(run);

        Assert.Equal(first.Digest, second.Digest);
        Assert.Empty(await docker.ContainersAsync("iexec.task", run.Environment.TaskId.ToString()));
        await run.Folder.DeleteAsync(CancellationToken.None);
        Assert.False(Directory.Exists(run.Folder.Root));
    }

    [Fact]
    public async Task Files_that_no_digest_covers_are_told_to_the_apps_developer()
    {
        docker.SkipIfMissing();
        const string Writes = "mkdir /iexec_out/sub; echo 1 > /iexec_out/sub/a; echo 2 > /iexec_out/sub/b;";
        var published = await docker.RunAsync(Writes + """echo '{"deterministic-output-path":"/iexec_out"}' > /iexec_out/computed.json; echo own >&2""");
        var tree = await docker.RunAsync(
            Writes + """echo '{"deterministic-output-path":"/iexec_out","deterministic-output-digest":"tree"}' > /iexec_out/computed.json""");

        Assert.StartsWith("own\n", published.Logs.Stderr, StringComparison.Ordinal);
        Assert.Contains("2 file(s) in sub-folders of the result are in no digest", published.Logs.Stderr, StringComparison.Ordinal);
        Assert.Equal("", tree.Logs.Stderr);
        Assert.NotEqual(published.Digest, tree.Digest);
    }

    [Fact]
    public async Task A_signal_that_the_worker_did_not_send_is_no_result_and_the_app_is_run_once_more()
    {
        docker.SkipIfMissing();
        var run = docker.Run($"[ -e /iexec_in/second ] || sleep 1000; {WritesAnswer}");
        var running = docker.RunAsync(run);
        var container = await docker.RunningAsync(run);
        await File.WriteAllTextAsync(Path.Combine(run.Folder.Input, "second"), "");
        await docker.Docker.Containers.KillAsync(container, CancellationToken.None);

        var outcome = await running;
        Assert.Null(outcome.Failure);
        Assert.Equal(Bytes32.FromBytes(SHA256.HashData("42\n"u8)), outcome.Digest);
    }

    [Fact]
    public async Task An_app_that_ends_twice_as_by_a_signal_failed_by_itself()
    {
        docker.SkipIfMissing();
        var stages = new List<RunStage>();
        var outcome = await docker.RunAsync(docker.Run("exit 143"), stages.Add);

        Assert.Equal((FailureKind.AppFailed, 143), (outcome.Failure?.Kind, outcome.ExitCode));
        Assert.Equal(2, stages.Count(stage => stage == RunStage.Run));
    }

    [Fact]
    public void Two_workers_of_one_name_on_a_host_do_not_own_each_others_containers()
    {
        using var key = PrivateKey.Create();
        WorkerSettings In(string folder) => new()
        {
            Name = "same", Key = key, DataFolder = folder, ChainUrl = new("http://x"), Hub = default, Workerpool = default, Scheduler = new("http://x"),
            Engine = DockerEndpoint.Parse(DockerEndpoint.UsualSocket),
        };
        Assert.NotEqual(WorkerService.ExecutorSettingsOf(In("/data/one")).Worker, WorkerService.ExecutorSettingsOf(In("/data/two")).Worker);
    }

    [Fact]
    public void Each_kind_of_failure_says_whether_it_depends_on_the_place()
    {
        var elsewhere = Enum.GetValues<FailureKind>().Where(kind => new RunFailure(kind, "").DependsOnPlace);
        Assert.Equal(
            [
                FailureKind.ImageNotFound, FailureKind.ImageMismatch, FailureKind.ImageTooLarge, FailureKind.RegistryUnreachable,
                FailureKind.PullTimeout, FailureKind.DataUnavailable, FailureKind.DataTooLarge, FailureKind.DatasetMismatch, FailureKind.AppTimeout,
            ],
            elsewhere);
    }

    [Fact]
    public void Text_for_the_result_is_there_for_each_kind_of_failure() =>
        Assert.Equal(
            Enum.GetValues<FailureKind>().Length,
            Enum.GetValues<FailureKind>().Select(kind => new RunFailure(kind, "").ResultText).Distinct().Count());
}
