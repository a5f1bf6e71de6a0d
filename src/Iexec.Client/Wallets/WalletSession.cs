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

    /// <summary>What earlier programs left open in the wallet's outbox, to be told to the user.</summary>
    public IReadOnlyList<FoundTransaction> Found => sender.Found;

    /// <summary>The wallet's address.</summary>
    public Address Address => key.Address;

    /// <summary>Begins work with a wallet.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="surroundings">The network, the clock and chance.</param>
    /// <param name="key">The wallet; erased when the session ends.</param>
    /// <param name="folder">
    /// Where outboxes are kept, each named by the wallet and the chain's id and first block: a local chain that begins anew has the old id.
    /// </param>
    /// <param name="operation">See <see cref="IexecClient.Operation"/>.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<WalletSession> OpenAsync(
        ChainConfig chain, Surroundings surroundings, PrivateKey key, string folder, string? operation, CancellationToken ct)
    {
        var eth = new EthClient(new JsonRpcClient(surroundings, chain.Host));
        var settings = new TransactionSenderSettings { RefuseUnfunded = true, PollInterval = TimeSpan.FromMilliseconds(250) };
        var genesis = await eth.GetBlockAsync(0, ct)
            ?? throw new UserException($"the node of chain {chain.Id} does not know the chain's first block: use another");
        var file = Path.Combine(folder, $"outbox-{chain.Id}-{genesis.Hash.ToString()[2..18]}-{key.Address}.db");
        var sender = await WalletSender.OpenAsync(eth, key, file, settings, surroundings, ct: ct);
        return new(key, sender, new(chain, surroundings, key, sender, operation));
    }

    /// <inheritdoc cref="OpenAsync(ChainConfig, Surroundings, PrivateKey, string, string?, CancellationToken)"/>
    public static Task<WalletSession> OpenAsync(
        ChainConfig chain, Surroundings surroundings, PrivateKey key, string folder, CancellationToken ct) =>
        OpenAsync(chain, surroundings, key, folder, null, ct);

    /// <summary>Ends work; what is sent stays in the outbox.</summary>
    public async ValueTask DisposeAsync()
    {
        await sender.DisposeAsync();
        key.Dispose();
    }
}
