using Iexec.Devnet.Processes;
using Xunit;

namespace Iexec.Devnet.Tests.Processes;

public sealed class LeftoversTests : IDisposable
{
    private readonly TestState _test = new();

    [Fact]
    public async Task What_a_killed_network_left_running_is_found_and_stopped_once()
    {
        // A killed network never disposes its supervisor.
        var killed = new Supervisor(_test.State, TimeProvider.System);
        var process = await killed.StartAsync(SupervisorTests.Sleeper("orphan"), CancellationToken.None);
        var state = _test.Reopen();

        Assert.Equal([$"orphan (process {process.Identity.Pid})"], await Leftovers.StopAsync(state, TimeProvider.System));
        Assert.False(process.Identity.IsAlive);
        Assert.Empty(await Leftovers.StopAsync(state, TimeProvider.System));
    }

    [Fact]
    public async Task A_stranger_who_got_the_pid_of_a_dead_process_is_left_alone()
    {
        await using var strangers = new Supervisor(_test.State, TimeProvider.System);
        var stranger = await strangers.StartAsync(SupervisorTests.Sleeper("stranger"), CancellationToken.None);
        var record = Path.Combine(_test.State.Records, "stranger.pid");
        var lines = await File.ReadAllLinesAsync(record);
        var start = stranger.Identity.StartTicks.ToString(System.Globalization.CultureInfo.InvariantCulture);

        await File.WriteAllLinesAsync(record, [lines[0].Replace($" {start} ", " 1 ", StringComparison.Ordinal), lines[1]]);
        Assert.Empty(await Leftovers.StopAsync(_test.State, TimeProvider.System));
        await File.WriteAllLinesAsync(record, [lines[0], "00000000-0000-0000-0000-000000000000"]);
        Assert.Empty(await Leftovers.StopAsync(_test.State, TimeProvider.System));

        Assert.True(stranger.Identity.IsAlive);
        Assert.False(File.Exists(record));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("1 (init) S\nnonsense")]
    public async Task A_record_cut_short_or_spoilt_is_removed(string content)
    {
        var record = Path.Combine(_test.State.Records, "spoilt.pid");
        await File.WriteAllTextAsync(record, content);

        Assert.Empty(await Leftovers.StopAsync(_test.State, TimeProvider.System));

        Assert.False(File.Exists(record));
    }

    public void Dispose() => _test.Dispose();
}
