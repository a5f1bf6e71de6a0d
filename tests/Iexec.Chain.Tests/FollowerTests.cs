using Iexec.Ethereum;
using Xunit;

namespace Iexec.Chain.Tests;

[Trait("Category", "Integration")]
public sealed class FollowerTests(LocalChain chain) : IClassFixture<LocalChain>, IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Catches_up_in_batches_and_then_follows_each_log_once()
    {
        await chain.PostAsync(20);
        var settings = await SettingsAsync() with { BatchBlocks = 3, ReorgWindow = 5 };
        await using var running = new RunningFollower(chain.EthClient, _database, settings);
        await CaughtUpAsync(running);
        await chain.PostAsync(3);
        await CaughtUpAsync(running);

        var head = await chain.EthClient.BlockNumberAsync();
        Assert.Equal(head, running.Follower.Status.Block);
        Assert.Equal(0ul, running.Follower.Status.Lag);
        Assert.Null(running.Follower.Status.Reason);
    }

    [Fact]
    public async Task A_restarted_follower_goes_on_where_the_last_one_was()
    {
        var settings = await SettingsAsync();
        await chain.PostAsync(3);
        await using (var first = new RunningFollower(chain.EthClient, _database, settings))
            await CaughtUpAsync(first);
        await chain.PostAsync(3);

        var handled = new List<ulong>();
        await using var second = new RunningFollower(chain.EthClient, _database, settings, new() { BeforeCommit = (_, b) => handled.Add(b.Number) });
        await CaughtUpAsync(second);

        Assert.All(handled, block => Assert.True(block > _database.Cursor("test")!.NextBlock - 4));
    }

    [Fact]
    public async Task What_fails_before_the_commit_leaves_cursor_and_view_as_they_were_and_is_done_again()
    {
        var settings = await SettingsAsync();
        await chain.PostAsync(2);
        var cursorAtFailure = new List<ChainCursor?>();
        var handler = new LogKeeper();
        handler.BeforeCommit = (_, _) =>
        {
            if (cursorAtFailure.Count == 0)
            {
                cursorAtFailure.Add(_database.Cursor("test"));
                throw new InvalidOperationException("the disk is full");
            }
        };
        await using var running = new RunningFollower(chain.EthClient, _database, settings with { PollInterval = TimeSpan.FromHours(1) }, handler);
        await Wait.UntilAsync(() => running.Follower.Status.Reason is not null, "the failure is told", running.Run);
        var seenAtRetry = _database.Seen().Count;

        Assert.Equal("the disk is full", running.Follower.Status.Reason);
        Assert.NotNull(running.Follower.Status.FailingSince);
        Assert.Equal(0, seenAtRetry);
        Assert.Equal(cursorAtFailure[0]!.NextBlock, _database.Cursor("test")!.NextBlock);

        running.Follower.Wake();
        await CaughtUpAsync(running);
        Assert.Null(running.Follower.Status.FailingSince);
    }

    [Fact]
    public async Task A_reorg_rolls_the_view_back_to_the_common_block_and_on_along_the_new_branch()
    {
        var settings = await SettingsAsync();
        await chain.PostAsync(6);
        await using var running = new RunningFollower(chain.EthClient, _database, settings);
        await CaughtUpAsync(running);
        var before = _database.Seen();

        await chain.ControlAsync("anvil_reorg", 3, Array.Empty<object>());
        await CaughtUpAsync(running);

        Assert.Equal(before.Count - 3, _database.Seen().Count);
        await chain.PostAsync(2);
        await CaughtUpAsync(running);
    }

    [Fact]
    public async Task A_reorg_while_the_follower_was_away_is_noticed()
    {
        var settings = await SettingsAsync();
        await chain.PostAsync(6);
        await using (var first = new RunningFollower(chain.EthClient, _database, settings))
            await CaughtUpAsync(first);
        await chain.ControlAsync("anvil_reorg", 4, Array.Empty<object>());
        await chain.PostAsync(2);

        await using var second = new RunningFollower(chain.EthClient, _database, settings);
        await CaughtUpAsync(second);
    }

    [Fact]
    public async Task A_reorg_deeper_than_the_window_is_read_anew()
    {
        var settings = await SettingsAsync() with { ReorgWindow = 2, RebuildAfter = TimeSpan.Zero };
        await chain.PostAsync(8);
        await using var running = new RunningFollower(chain.EthClient, _database, settings);
        await CaughtUpAsync(running);

        await chain.ControlAsync("anvil_reorg", 7, Array.Empty<object>());

        await CaughtUpAsync(running);
    }

    [Fact]
    public async Task Blocks_without_enough_confirmations_are_left_alone()
    {
        var settings = await SettingsAsync() with { Confirmations = 2 };
        await chain.PostAsync(4);
        await using var running = new RunningFollower(chain.EthClient, _database, settings);
        var head = await chain.EthClient.BlockNumberAsync();
        await Wait.UntilAsync(() => running.Follower.Status.Block == head - 2, "all confirmed blocks are handled", running.Run);

        Assert.Equal(2, _database.Seen().Count);
        await chain.ControlAsync("anvil_mine", 2);
        await CaughtUpAsync(running, confirmations: 2);
        Assert.Equal(4, _database.Seen().Count);
    }

    [Fact]
    public async Task After_each_commit_it_tells_how_far_the_view_is()
    {
        var settings = await SettingsAsync();
        await using var running = new RunningFollower(chain.EthClient, _database, settings);
        var told = new System.Collections.Concurrent.ConcurrentQueue<(Block Block, ulong Next)>();
        running.Follower.Advanced += block =>
        {
            told.Enqueue((block, _database.Cursor("test")!.NextBlock));
            throw new InvalidOperationException("a listener's fault is its own");
        };
        await chain.PostAsync(2);
        await CaughtUpAsync(running);

        await Wait.UntilAsync(() => !told.IsEmpty, "the listener is told");
        Assert.All(told, t => Assert.Equal(t.Block.Number + 1, t.Next));
        Assert.Equal(await chain.EthClient.GetBlockAsync(BlockTag.Latest), told.Last().Block);
    }

    // Only blocks of the test itself: others may have left reorgs behind.
    private async Task<ChainFollowerSettings> SettingsAsync() => new()
    {
        Name = "test",
        Addresses = [await chain.BoardAsync()],
        StartBlock = await chain.EthClient.BlockNumberAsync() + 1,
        PollInterval = TimeSpan.FromMilliseconds(20),
        ReorgWindow = 10,
    };

    // The view is what the chain says now.
    private async Task CaughtUpAsync(RunningFollower running, ulong confirmations = 0) => await Wait.UntilAsync(
        async () =>
        {
            var head = await chain.EthClient.GetBlockAsync(await chain.EthClient.BlockNumberAsync() - confirmations);
            if (_database.Cursor("test") is not { } cursor || cursor.LastHash != head!.Hash)
                return false;
            var posts = (await chain.PostsAsync()).Where(p => p.BlockNumber >= running.StartBlock && p.BlockNumber <= head.Number);
            return _database.Seen().SequenceEqual(posts.Select(LogKeeper.See));
        },
        "the view equals the chain's logs",
        running.Run);
}
