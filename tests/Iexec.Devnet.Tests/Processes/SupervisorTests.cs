using System.Diagnostics;
using Iexec.Devnet.Processes;
using Xunit;

namespace Iexec.Devnet.Tests.Processes;

public sealed class SupervisorTests : IDisposable
{
    private readonly TestState _test = new();

    [Fact]
    public async Task What_was_started_last_is_stopped_first_and_nothing_of_it_remains()
    {
        var stopped = new List<string>();
        var supervisor = new Supervisor(_test.State, TimeProvider.System);
        var processes = new List<SupervisedProcess>();
        foreach (var name in (string[])["first", "second"])
        {
            var process = await supervisor.StartAsync(Sleeper(name), CancellationToken.None);
            _ = process.Exited.ContinueWith(_ => stopped.Add(name), TaskContinuationOptions.ExecuteSynchronously);
            processes.Add(process);
        }
        Assert.All(processes, process => Assert.True(process.Identity.IsAlive));

        await supervisor.DisposeAsync();

        Assert.All(processes, process => Assert.False(process.Identity.IsAlive));
        Assert.Equal(["second", "first"], stopped);
        Assert.Empty(Directory.EnumerateFiles(_test.State.Records));
        Assert.False(supervisor.Crashed.IsCompleted);
    }

    [Fact]
    public async Task A_program_that_ends_by_itself_is_reported_with_its_exit_code_and_its_last_words()
    {
        await using var supervisor = new Supervisor(_test.State, TimeProvider.System);
        var go = Path.Combine(_test.Path, "go");
        await supervisor.StartAsync(Shell("fragile", $"echo 'out of luck' >&2; until [ -e {go} ]; do sleep 0.02; done; exit 3"), CancellationToken.None);

        await File.WriteAllTextAsync(go, "");
        var report = await supervisor.Crashed.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.StartsWith("fragile ended by itself with exit code 3.", report, StringComparison.Ordinal);
        Assert.Contains("out of luck", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_ignores_the_polite_request_is_killed()
    {
        var supervisor = new Supervisor(_test.State, TimeProvider.System);
        var process = await supervisor.StartAsync(
            Shell("stubborn", $"trap '' TERM; touch {_test.Path}/deaf; exec sleep 600") with
            {
                Answers = _ => Task.FromResult(File.Exists(Path.Combine(_test.Path, "deaf"))),
                StopLimit = TimeSpan.FromMilliseconds(200),
            },
            CancellationToken.None);

        await supervisor.DisposeAsync();

        Assert.False(process.Identity.IsAlive);
    }

    [Fact]
    public async Task A_program_that_cannot_start_is_an_error_that_shows_its_log()
    {
        await using var supervisor = new Supervisor(_test.State, TimeProvider.System);

        var error = await Assert.ThrowsAsync<DevnetException>(() =>
            supervisor.StartAsync(Sleeper("absent") with { Program = "/no/such/program", Answers = _ => Task.FromResult(false) }, CancellationToken.None));

        Assert.Contains("/no/such/program", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_test.State.Records));
    }

    [Fact]
    public async Task A_program_that_never_answers_is_an_error_and_does_not_stay()
    {
        await using var supervisor = new Supervisor(_test.State, TimeProvider.System);
        var marker = $"60{Environment.ProcessId}";

        var error = await Assert.ThrowsAsync<DevnetException>(() => supervisor.StartAsync(
            Shell("mute", $"exec sleep {marker}") with { Answers = _ => throw new HttpRequestException(), StartLimit = TimeSpan.FromMilliseconds(300) },
            CancellationToken.None));

        Assert.Contains("mute did not answer within 0.3 s", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Process.GetProcessesByName("sleep"), process => File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Giving_up_while_a_program_starts_stops_it()
    {
        await using var supervisor = new Supervisor(_test.State, TimeProvider.System);
        using var cancellation = new CancellationTokenSource();
        var asked = new TaskCompletionSource();

        var start = supervisor.StartAsync(
            Sleeper("slow") with { Answers = _ => { asked.TrySetResult(); return Task.FromResult(false); } }, cancellation.Token);
        await asked.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Empty(Directory.EnumerateFiles(_test.State.Records));
    }

    [Fact]
    public async Task The_log_of_the_run_before_is_kept()
    {
        foreach (var words in (string[])["yesterday", "today"])
        {
            await using var supervisor = new Supervisor(_test.State, TimeProvider.System);
            var log = Path.Combine(_test.State.Logs, "talker.log");
            await supervisor.StartAsync(
                Shell("talker", $"echo {words}; exec sleep 600") with { Answers = _ => Task.FromResult(File.Exists(log) && new FileInfo(log).Length > 0) },
                CancellationToken.None);
        }

        Assert.Equal("today\n", await File.ReadAllTextAsync(Path.Combine(_test.State.Logs, "talker.log")));
        Assert.Equal("yesterday\n", await File.ReadAllTextAsync(Path.Combine(_test.State.Logs, "talker.log.old")));
    }

    public void Dispose() => _test.Dispose();

    internal static ProcessSpec Sleeper(string name) => Shell(name, "exec sleep 600");

    private static ProcessSpec Shell(string name, string script) =>
        new() { Name = name, Program = "/bin/sh", Arguments = ["-c", script], Answers = _ => Task.FromResult(true) };
}
