using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Chain.Tests;

/// <summary>What the tests of senders share: a chain with a board, a database, a wallet that no other test uses.</summary>
public abstract class SentPosts(LocalChain chain) : IClassFixture<LocalChain>, IDisposable
{
    protected LocalChain Chain { get; } = chain;

    protected EthClient Eth => Chain.EthClient;

    protected TestDatabase Database { get; } = new();

    protected PrivateKey Key { get; } = PrivateKey.Create();

    protected static TransactionSenderSettings Quick => LocalChain.Quick;

    public void Dispose()
    {
        Database.Dispose();
        Key.Dispose();
    }

    protected async Task<RunningSender> StartAsync(TransactionSenderSettings? settings = null, EthClient? eth = null, TimeProvider? time = null)
    {
        await Chain.FundAsync(Key.Address);
        return new(eth ?? Eth, Key, Database, settings ?? Quick, time);
    }

    /// <summary>A call that posts a word not posted before, and the word.</summary>
    protected async Task<(ContractCall Call, int Word)> NewPostAsync()
    {
        var word = Chain.NewWord();
        return (Noticeboard.Post(await Chain.BoardAsync(), word), word);
    }

    protected Task<ulong> NonceAsync() => Eth.GetTransactionCountAsync(Key.Address);

    /// <summary>Waits until all of the outbox is in a state.</summary>
    protected Task StateAsync(OutboxState state, RunningSender running) => Wait.UntilAsync(
        () => Database.Outbox() is { Count: > 0 } rows && rows.All(r => r.State == state), $"all are {state}", running.Run);

    /// <summary>Waits until the node has a transaction in its pool.</summary>
    protected Task PooledAsync(RunningSender running) => Wait.UntilAsync(
        async () => Database.Outbox() is [.., { Attempts: [.., var last] }] && await Eth.GetTransactionAsync(last.Hash) is not null,
        "the transaction is in the pool",
        running.Run);

    /// <summary>How often a word stands on the board.</summary>
    protected async Task<int> PostedAsync(int word) => (await Chain.PostsAsync()).Count(p => p.Topics[0] == Bytes32.FromInteger(word));
}
