using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Runtime;

namespace Iexec.Client;

/// <summary>An unlocked wallet at work: its client, and its outbox in a file, so that what was sent is known after a crash.</summary>
public sealed class WalletSession : IAsyncDisposable
{
    private readonly PrivateKey key;
    private readonly WalletSender sender;

    private WalletSession(PrivateKey key, WalletSender sender, IexecClient client)
    {
        this.key = key;
        this.sender = sender;
        Client = client;
    }

    /// <summary>The wallet's client.</summary>
    public IexecClient Client { get; }

    /// <summary>What sends the wallet's transactions.</summary>
    public ITransactionSender Sender => sender;

    /// <summary>The wallet's address.</summary>
    public Address Address => key.Address;

    /// <summary>Begins work with a wallet.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="surroundings">The network, the clock and chance.</param>
    /// <param name="key">The wallet; erased when the session ends.</param>
    /// <param name="folder">Where the outbox is kept.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<WalletSession> OpenAsync(
        ChainConfig chain, Surroundings surroundings, PrivateKey key, string folder, CancellationToken ct)
    {
        var eth = new EthClient(new JsonRpcClient(surroundings, chain.Host));
        var settings = new TransactionSenderSettings { RefuseUnfunded = true, PollInterval = TimeSpan.FromMilliseconds(250) };
        var sender = await WalletSender.OpenAsync(
            eth, key, Path.Combine(folder, $"outbox-{chain.Id}-{key.Address}.db"), settings, surroundings, ct: ct);
        return new(key, sender, new(chain, surroundings, key, sender));
    }

    /// <summary>Ends work; what is sent stays in the outbox.</summary>
    public async ValueTask DisposeAsync()
    {
        await sender.DisposeAsync();
        key.Dispose();
    }
}
