using Iexec.Ethereum;
using Iexec.Runtime;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;

namespace Iexec.Client.Tests;

/// <summary>A wallet at work, with its outbox in a folder of its own.</summary>
internal sealed class TestWallet : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iexec-client-").FullName;

    private TestWallet()
    {
    }

    public WalletSession Session { get; private set; } = null!;

    public IexecClient Client => Session.Client;

    public static async Task<TestWallet> OpenAsync(PoolNetwork network, ulong stake = 0)
    {
        network.Required();
        return await OpenAsync(network, await network.AccountAsync(stake));
    }

    public static async Task<TestWallet> OpenAsync(
        PoolNetwork network, PrivateKey key, Func<ChainConfig, ChainConfig>? change = null, Surroundings? surroundings = null)
    {
        var wallet = new TestWallet();
        var chain = new ChainConfig(Anvil.ChainId.ToString(), network.RpcUrl, network.Contracts.Hub);
        // The session erases its key at its end; the test's may have more to do.
        wallet.Session = await WalletSession.OpenAsync(
            change?.Invoke(chain) ?? chain, surroundings ?? Surroundings.Real, PrivateKey.FromBytes(key.ExportBytes()), wallet._folder, default);
        return wallet;
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
