using System.Security.Cryptography;
using System.Text;
using Iexec.Ethereum;
using Iexec.Worker.Running;
using Xunit;

namespace Iexec.Worker.Tests.Containers;

/// <summary>Apps that fail, or mean harm: each is bounded, and each failure is a result that replicates agree on.</summary>
[Collection(DockerCollection.Name)]
[Trait("Category", "Integration")]
public sealed class HostileAppTests(DockerFixture docker)
{
    private const string Computed = """echo '{"deterministic-output-path":"/iexec_out/answer"}' > /iexec_out/computed.json;""";

    [Fact]
    public async Task Exit_code_1_is_a_result_with_its_logs()
    {
        docker.SkipIfMissing();
        var outcome = await FailsAsync(FailureKind.AppFailed, "echo $$ $(cat /proc/sys/kernel/random/uuid); echo left > /iexec_out/left; exit 1");

        Assert.Equal(1, outcome.ExitCode);
        Assert.NotEmpty(outcome.Logs.Stdout);
        Assert.Equal("The app ended with exit code 1.\n", Archive.Texts(outcome.ArchivePath)["error.txt"]);
        var again = await FailsAsync(FailureKind.AppFailed, "echo other; exit 1");
        Assert.Equal(outcome.Digest, again.Digest);
        var otherCode = await FailsAsync(FailureKind.AppFailed, "exit 2");
        Assert.NotEqual(outcome.Digest, otherCode.Digest);
    }

    [Fact]
    public async Task An_app_that_never_ends_is_stopped()
    {
        docker.SkipIfMissing();
        var outcome = await FailsAsync(FailureKind.AppTimeout, "trap '' TERM INT; echo begun; while true; do sleep 1; done", limits => limits with { WallTime = TimeSpan.FromSeconds(1) });

        Assert.Null(outcome.ExitCode);
        Assert.Equal("begun\n", outcome.Logs.Stdout);
    }

    [Fact]
    public async Task No_computed_json_is_a_result()
    {
        docker.SkipIfMissing();
        var outcome = await FailsAsync(FailureKind.NoComputedJson, "echo 42 > /iexec_out/answer");

        Assert.Equal(0, outcome.ExitCode);
    }

    [Theory]
    [InlineData("dd if=/dev/zero of=/iexec_out/answer bs=1M count=2048")]
    [InlineData("i=0; while true; do i=$((i+1)); dd if=/dev/zero of=/iexec_out/$i bs=1M count=1 2>/dev/null; done")]
    [InlineData("truncate -s 16M /iexec_out/a; truncate -s 16M /iexec_out/b; true")]
    [InlineData("i=0; while true; do i=$((i+1)); mkdir /iexec_out/$i; done")]
    public async Task Output_of_any_form_is_bounded(string script)
    {
        docker.SkipIfMissing();
        await FailsAsync(FailureKind.OutputTooLarge, script);
    }

    [Theory]
    [InlineData("/iexec_out", "rm $1")]
    [InlineData("/data", "rm $1")]
    [InlineData("/data", "")]
    [InlineData("/iexec_in/../data/", "")]
    public async Task All_that_is_written_is_within_one_bound_also_deleted_files_that_are_open_and_volumes(string where, string then)
    {
        docker.SkipIfMissing();
        var script = $"w() {{ exec 3>$1; {then}\n dd if=/dev/zero bs=1000000 count=15 >&3 2>/dev/null && echo written; sleep 3; }}; "
            + $"for i in $(seq 30); do w {where}/$i & done; wait";
        var outcome = await docker.RunAsync(await docker.RunOfAsync("iexec/volume", $"VOLUME {where}", script));

        Assert.InRange(outcome.Logs.Stdout.Split("written").Length - 1, 0, 1);
    }

    [Fact]
    public async Task An_app_that_would_fill_the_disk_fails_no_neighbour()
    {
        docker.SkipIfMissing();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to mount a small disk");
        await using var small = await SmallDisk.MountAsync("300M");
        AppRun On(string name, string script) => docker.Run(script, limits => limits with { FreeDiskFloor = 150 << 20 }) with { Folder = new(Path.Combine(small.Path, name)) };
        var greedy = On("greedy", "w() { exec 3>/iexec_out/$1; rm /iexec_out/$1; dd if=/dev/zero bs=1000000 count=15 >&3 2>/dev/null; sleep 3; }; for i in $(seq 30); do w $i & done; wait");
        var modest = On("modest", Computed + "sleep 2; echo 42 > /iexec_out/answer");

        var outcomes = await Task.WhenAll(docker.RunAsync(greedy), docker.RunAsync(modest));
        Assert.Equal(FailureKind.NoComputedJson, outcomes[0].Failure?.Kind);
        Assert.Null(outcomes[1].Failure);
    }

    [Theory]
    [InlineData("USER nobodyhere")]
    [InlineData("USER 99999999999")]
    [InlineData("WORKDIR /iexec_in/there")]
    [InlineData("VOLUME /proc/x")]
    [InlineData("VOLUME relative")]
    [InlineData("RUN [\"/bin/ln\", \"-s\", \"/iexec_out\", \"/iexec_out\"]")]
    public async Task An_image_whose_container_cannot_be_created_or_started_is_a_result_that_replicates_agree_on(string lines)
    {
        docker.SkipIfMissing();
        var run = await docker.RunOfAsync("iexec/unstartable", lines, "true");
        var (one, two) = (await docker.RunAsync(run), await docker.RunAsync(run));

        Assert.Equal(FailureKind.NotStarted, one.Failure?.Kind);
        Assert.False(one.Failure!.DependsOnPlace);
        Assert.Equal(one.Digest, two.Digest);
        Assert.DoesNotContain(run.Folder.Root, one.Failure.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("/_data", one.Failure.Detail, StringComparison.Ordinal);
        Assert.Empty(await docker.ContainersAsync("iexec.task", run.Environment.TaskId.ToString()));
    }

    [Fact]
    public async Task A_host_that_starts_no_container_at_all_is_no_result()
    {
        docker.SkipIfMissing();
        var executor = docker.ExecutorWith(docker.Settings with { EngineTime = TimeSpan.Zero });
        // Less memory than any container needs: nothing in the image is at fault.
        var run = docker.Run("true", limits => limits with { MemoryBytes = 1 });

        await Assert.ThrowsAsync<ExecutorException>(() => executor.RunAsync(run, new Stages(_ => { }), CancellationToken.None));
    }

    [Fact]
    public async Task A_volume_begins_with_what_the_image_has_there_and_can_be_written()
    {
        docker.SkipIfMissing();
        var run = await docker.RunOfAsync(
            "iexec/kept",
            "RUN [\"/bin/sh\", \"-c\", \"mkdir /data; echo kept > /data/file\"]\nVOLUME /data",
            "cat /data/file; echo more > /data/more; cat /data/more");

        Assert.Equal("kept\nmore\n", (await docker.RunAsync(run)).Logs.Stdout);
    }

    [Fact]
    public async Task A_tree_deeper_than_any_path_is_refused_and_cleaned_up()
    {
        docker.SkipIfMissing();
        var run = docker.Run("cd /iexec_out; i=0; while [ $i -lt 60 ]; do i=$((i+1)); d=dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd; mkdir $d; cd $d; done");
        var outcome = await docker.RunAsync(run);

        Assert.Equal(FailureKind.OutputRefused, outcome.Failure?.Kind);
        Assert.False(Directory.Exists(run.Folder.Output));
    }

    [Theory]
    [InlineData("ln -s /etc/passwd /iexec_out/answer", "is a symbolic link")]
    [InlineData("ln -s / /iexec_out/root; echo 42 > /iexec_out/answer", "is a symbolic link")]
    [InlineData("ln -s ../../../../../etc/passwd /iexec_out/answer", "is a symbolic link")]
    [InlineData("rm /iexec_out/computed.json; ln -s /etc/hostname /iexec_out/computed.json", "is a symbolic link")]
    [InlineData("mkdir /iexec_out/deep; ln -s /etc /iexec_out/deep/etc", "is a symbolic link")]
    [InlineData("echo 42 > /iexec_out/answer; ln /iexec_out/answer /iexec_out/same", "is a hard link")]
    [InlineData("mkfifo /iexec_out/answer", "is a named pipe")]
    [InlineData("echo 42 > '/iexec_out/..\\answer'", "backslashes")]
    [InlineData("echo 42 > /iexec_out/$(printf 'a\\nb')", "control characters")]
    [InlineData("echo 42 > /iexec_out/$(printf '\\377')", "UTF-8")]
    public async Task Links_special_files_and_odd_names_are_refused(string script, string why)
    {
        docker.SkipIfMissing();
        var outcome = await FailsAsync(FailureKind.OutputRefused, Computed + script);

        Assert.Contains(why, outcome.Failure!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/iexec_out/../../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("answer")]
    [InlineData("/iexec_out_other/answer")]
    [InlineData("/iexec_out/./answer")]
    public async Task Paths_that_leave_the_output_are_refused(string path)
    {
        docker.SkipIfMissing();
        await FailsAsync(FailureKind.ComputedJsonInvalid, $$"""echo 42 > /iexec_out/answer; echo '{"deterministic-output-path":"{{path}}"}' > /iexec_out/computed.json""");
    }

    [Fact]
    public async Task Unreadable_output_of_another_user_is_still_collected()
    {
        docker.SkipIfMissing();
        var outcome = await docker.RunAsync($"{Computed} echo 42 > /iexec_out/answer; chmod 000 /iexec_out/answer");

        Assert.Null(outcome.Failure);
    }

    [Fact]
    public async Task Processes_are_bounded()
    {
        docker.SkipIfMissing();
        var outcome = await FailsAsync(
            FailureKind.AppFailed, "i=0; while [ $i -lt 200 ]; do i=$((i+1)); sleep 50 & done", limits => limits with { Pids = 50 });

        Assert.Contains("fork", outcome.Logs.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fork_bomb_ends_at_the_limit_of_time()
    {
        docker.SkipIfMissing();
        await FailsAsync(
            FailureKind.AppTimeout,
            "b() { b | b & }; b 2>/dev/null; exec sleep 1000",
            limits => limits with { Pids = 50, WallTime = TimeSpan.FromSeconds(2) });
    }

    [Fact]
    public async Task Memory_is_bounded()
    {
        docker.SkipIfMissing();
        var outcome = await FailsAsync(FailureKind.AppFailed, "exec tail -c 1000000000 /dev/zero", limits => limits with { MemoryBytes = 32 << 20 });

        Assert.Equal(137, outcome.ExitCode);
        Assert.Contains("out of memory", outcome.Failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_output_and_a_small_tmp_can_be_written()
    {
        docker.SkipIfMissing();
        var outcome = await docker.RunAsync(
            "for p in / /bin /etc /proc/sys/kernel/hostname /sys/kernel/mm; do touch $p/x 2>/dev/null && echo wrote $p; done; echo t > /tmp/t && cat /tmp/t; dd if=/dev/zero of=/tmp/big bs=1M count=200 2>/dev/null || echo full",
            limits => limits with { TmpBytes = 1 << 20 });

        Assert.Equal("t\nfull\n", outcome.Logs.Stdout);
    }

    [Fact]
    public async Task An_app_has_no_capability_and_cannot_gain_any()
    {
        docker.SkipIfMissing();
        var outcome = await docker.RunAsync("grep -E 'CapEff|CapBnd|NoNewPrivs' /proc/self/status; mknod /iexec_out/disk b 8 0 2>/dev/null || echo refused");

        Assert.Equal("CapBnd:\t0000000000000000\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\nrefused\n", Order(outcome.Logs.Stdout));
    }

    [Fact]
    public async Task There_is_no_network_by_default()
    {
        docker.SkipIfMissing();
        var outcome = await docker.RunAsync("ls /sys/class/net; ip route; nc -w 2 1.1.1.1 53 </dev/null 2>/dev/null && echo reached; true");

        Assert.Equal("lo\n", outcome.Logs.Stdout);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_result()
    {
        docker.SkipIfMissing();
        var checksum = await docker.PublishAsync("iexec/missing", "1.0", "ENTRYPOINT [\"/nowhere\"]");
        var run = docker.Run("") with { Multiaddr = $"{docker.Registry.Host}/iexec/missing:1.0", Checksum = checksum, Args = "" };
        var outcome = await docker.RunAsync(run);

        Assert.Equal((FailureKind.NotStarted, null), (outcome.Failure?.Kind, outcome.ExitCode));
    }

    private async Task<RunOutcome> FailsAsync(FailureKind kind, string script, Func<RunLimits, RunLimits>? limits = null)
    {
        var outcome = await docker.RunAsync(script, limits);
        Assert.Equal(kind, outcome.Failure?.Kind);
        Assert.Equal(
            Bytes32.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(outcome.Failure!.ResultText + "\n"))),
            outcome.Digest);
        Assert.Equal(["computed.json", "error.txt"], Archive.Texts(outcome.ArchivePath).Keys.Order());
        return outcome;
    }

    private static string Order(string lines) =>
        string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(line => line + "\n"));
}
