using Iexec.Testing;
using Xunit;

namespace Iexec.Chain.Tests;

/// <summary>The follower on a node that fails and a chain that changes while it is read, on a clock that the test moves.</summary>
public sealed class FollowerFaultTests : IDisposable
{
    private static readonly ChainFollowerSettings Settings = new() { Name = "test", ReorgWindow = 12, BatchBlocks = 20 };

    private readonly TestDatabase _database = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Whatever_happens_on_the_way_the_view_ends_as_the_chain(int seed)
    {
        var random = new Random(seed);
        var node = new SimulatedNode(blocks: 60);
        // A step asks some twenty times: rare enough that one in three succeeds.
        node.Before = call => random.Next(100) switch
        {
            0 => "the node is out of order",
            < 3 => Shake(node, random),
            < 5 when call["method"]!.GetValue<string>() == "eth_getLogs" => "too many results",
            _ => null,
        };
        var mixed = new List<string>();
        var handler = new LogKeeper
        {
            BeforeCommit = (db, upTo) =>
            {
                if (!db.Seen.OrderBy(l => l.Block).ThenBy(l => l.Index).AsEnumerable().SequenceEqual(node.LogsUpTo(upTo.Hash)))
                    mixed.Add($"the view up to block {upTo.Number} is not that of its branch");
            },
        };
        for (var run = 0; run < 6; run++)
        {
            await using var running = new RunningFollower(node.Eth, _database, Settings, handler, _time);
            for (var pauses = random.Next(20, 60); pauses > 0 && !running.Run.IsCompleted; pauses--)
            {
                await _time.WaitForTimersAsync();
                _time.Advance(Settings.MaxBackoff);
            }
            Assert.False(running.Run.IsFaulted, running.Run.Exception?.Message);
        }
        Assert.Empty(mixed);
        Assert.NotEqual(0, handler.Rollbacks);
        node.Before = null;
        for (var i = 0; i < 15; i++)
            node.Add(1);

        await using var last = new RunningFollower(node.Eth, _database, Settings, time: _time);
        await CaughtUpAsync(node, last);
        Assert.Equal(node.Logs, _database.Seen());
    }

    [Fact]
    public async Task It_asks_for_fewer_blocks_where_the_node_finds_a_range_too_much()
    {
        var node = new SimulatedNode(blocks: 100);
        node.Before = call => call["method"]!.GetValue<string>() == "eth_getLogs" && call["params"]![0]!["fromBlock"] is { } from
            && Convert.ToInt64(call["params"]![0]!["toBlock"]!.GetValue<string>(), 16) - Convert.ToInt64(from.GetValue<string>(), 16) >= 6
                ? "query returned more than 10000 results"
                : null;
        await using var running = new RunningFollower(node.Eth, _database, Settings, time: _time);
        await CaughtUpAsync(node, running);

        Assert.Equal(node.Logs, _database.Seen());
        Assert.NotEmpty(node.Ranges);
        Assert.All(node.Ranges, r => Assert.True(r.To - r.From < 6));
    }

    [Fact]
    public async Task A_node_that_is_behind_is_waited_for_and_nothing_is_rolled_back()
    {
        var node = new SimulatedNode(blocks: 20);
        await using (var running = new RunningFollower(node.Eth, _database, Settings, time: _time))
            await CaughtUpAsync(node, running);
        var seen = _database.Seen();
        node.Drop(3);

        await using var again = new RunningFollower(node.Eth, _database, Settings, time: _time);
        await ToldAsync(again, "behind");
        Assert.Equal(seen, _database.Seen());

        for (var i = 0; i < 5; i++)
            node.Add(1);
        await CaughtUpAsync(node, again);
        Assert.Equal(node.Logs, _database.Seen());
    }

    [Fact]
    public async Task Another_chain_with_the_same_id_is_an_error_that_names_both()
    {
        var node = new SimulatedNode(blocks: 5);
        await using (var running = new RunningFollower(node.Eth, _database, Settings, time: _time))
            await CaughtUpAsync(node, running);
        var other = new SimulatedNode();
        other.Drop(1);
        other.Add(1);

        await using var wrong = new RunningFollower(other.Eth, _database, Settings, time: _time);

        var error = await Assert.ThrowsAsync<ChainMismatchException>(() => wrong.Run);
        Assert.Contains(other.Head.Block.Hash.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains("new database", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(29)]
    public async Task A_node_that_is_behind_for_a_while_is_waited_for_however_far_it_is(int behind)
    {
        var node = new SimulatedNode(blocks: 30);
        var handler = new LogKeeper();
        await using var running = new RunningFollower(node.Eth, _database, Settings, handler, _time);
        await CaughtUpAsync(node, running);

        node.Behind = behind;
        running.Follower.Wake();
        await ToldAsync(running, $"newest block is {30 - behind}");
        for (var i = 0; i < 3; i++)
        {
            await _time.WaitForTimersAsync();
            _time.Advance(Settings.RebuildAfter);
        }
        node.Behind = 0;
        node.Add(2);
        await CaughtUpAsync(node, running);

        Assert.Equal(node.Logs, _database.Seen());
        Assert.Equal(0, handler.Rollbacks);
        Assert.Null(running.Follower.Status.Reason);
    }

    [Fact]
    public async Task A_node_that_names_a_block_it_does_not_know_yet_rolls_nothing_back()
    {
        var node = new SimulatedNode(blocks: 30);
        var handler = new LogKeeper();
        await using var running = new RunningFollower(node.Eth, _database, Settings, handler, _time);
        await CaughtUpAsync(node, running);

        (node.Behind, node.IsOfTwoMinds) = (5, true);
        node.Add(1);
        node.Add(1);
        running.Follower.Wake();
        await Wait.UntilAsync(() => running.Follower.Status.Reason is not null, "it is told", running.Run);
        node.Behind = 0;
        await CaughtUpAsync(node, running);

        Assert.Equal(0, handler.Rollbacks);
        Assert.Equal(node.Logs, _database.Seen());
    }

    [Fact]
    public async Task A_branch_from_before_the_kept_blocks_is_read_anew_if_the_node_stays_on_it()
    {
        var node = new SimulatedNode(blocks: 60);
        await using var running = new RunningFollower(node.Eth, _database, Settings, time: _time);
        await CaughtUpAsync(node, running);
        var seen = _database.Seen();

        node.Drop(40);
        for (var i = 0; i < 50; i++)
            node.Add(i % 2);
        running.Follower.Wake();
        await ToldAsync(running, "is read again from block 0");
        Assert.Equal(seen, _database.Seen());
        await CaughtUpAsync(node, running);

        Assert.Equal(node.Logs, _database.Seen());
    }

    [Fact]
    public async Task A_second_follower_of_the_same_name_does_not_handle_blocks_twice()
    {
        var node = new SimulatedNode(blocks: 60);
        await using (var one = new RunningFollower(node.Eth, _database, Settings, time: _time))
        await using (var other = new RunningFollower(node.Eth, _database, Settings, time: _time))
            await CaughtUpAsync(node, one);

        Assert.Equal(node.Logs, _database.Seen());
    }

    [Fact]
    public async Task Hashes_are_kept_for_the_window_only()
    {
        var node = new SimulatedNode(blocks: 60);
        await using var running = new RunningFollower(node.Eth, _database, Settings, time: _time);
        for (var i = 0; i < 40; i++)
        {
            await CaughtUpAsync(node, running);
            node.Add(0);
        }
        await CaughtUpAsync(node, running);

        await using var db = _database.CreateDbContext();
        var kept = db.Set<FollowedBlock>().Select(b => b.Number).Order().ToList();
        Assert.Equal(Enumerable.Range(88, 13).Select(n => (ulong)n), kept);
    }

    // The last few blocks are replaced by others, a few more or less.
    private static string? Shake(SimulatedNode node, Random random)
    {
        var depth = random.Next(5);
        node.Drop(depth);
        for (var i = 0; i < Math.Max(1, depth + random.Next(-1, 3)); i++)
            node.Add(random.Next(3));
        return null;
    }

    private static Task ToldAsync(RunningFollower running, string words) => Wait.UntilAsync(
        () => running.Follower.Status.Reason?.Contains(words, StringComparison.Ordinal) == true, $"it tells: {words}", running.Run);

    private async Task CaughtUpAsync(SimulatedNode node, RunningFollower running) => await Wait.UntilAsync(
        () =>
        {
            if (_database.Cursor("test")?.LastHash == node.Head.Block.Hash)
                return true;
            _time.Advance(Settings.MaxBackoff);
            return false;
        },
        "the view is at the head",
        running.Run);
}
