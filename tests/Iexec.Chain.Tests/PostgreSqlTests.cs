using Iexec.Ethereum;
using Iexec.Testing;
using Xunit;

namespace Iexec.Chain.Tests;

/// <summary>Follower and sender on PostgreSQL.</summary>
[Trait("Category", "Integration")]
public sealed class PostgreSqlTests(LocalChain chain, PostgreSql server) : IClassFixture<LocalChain>, IClassFixture<PostgreSql>
{
    [Fact]
    public async Task A_view_follows_what_is_sent_over_a_reorg()
    {
        using var database = new TestDatabase(server.ConnectionString("chain"));
        using var key = PrivateKey.Create();
        await chain.FundAsync(key.Address);
        var board = await chain.BoardAsync();
        await using var sender = new RunningSender(chain.EthClient, key, database, LocalChain.Quick);
        await using var follower = new RunningFollower(
            chain.EthClient, database, new() { Name = "test", Addresses = [board], PollInterval = TimeSpan.FromMilliseconds(20) });

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => chain.NewWord())
            .Select(w => sender.Sender.SendAsync(Noticeboard.Post(board, w), $"post:{w}")));
        await Assert.ThrowsAsync<TransactionRefusedException>(() => sender.Sender.SendAsync(Noticeboard.Post(board, 0), "again"));
        await sender.Sender.SendAsync(Noticeboard.Post(board, chain.NewWord()), "again", retry: true);
        await chain.ControlAsync("anvil_reorg", 3, Array.Empty<object>());

        await Wait.UntilAsync(
            async () => await chain.PostsAsync() is { Count: 11 } posts && database.Seen().SequenceEqual(posts.Select(LogKeeper.See)),
            "all is on chain and in the view",
            Task.WhenAny(sender.Run, follower.Run));
    }
}
