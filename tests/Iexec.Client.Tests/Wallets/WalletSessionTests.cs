using Iexec.Ethereum;
using Iexec.Runtime;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Xunit;

namespace Iexec.Client.Tests.Wallets;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class WalletSessionTests(PoolNetwork network) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iexec-session-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task After_a_local_chain_began_anew_the_wallet_sends_on_it()
    {
        network.Required();
        foreach (var start in new[] { 1_700_000_000, 1_700_000_001 })
        {
            await using var anvil = new AnvilAt(start);
            await anvil.InitializeAsync();
            await using var session = await OpenAsync(new(Anvil.ChainId.ToString(), anvil.RpcUrl, Address.Zero), anvil.Accounts[0], null);
            var sent = await session.Sender.SendAsync(new(Address.Zero, [], 1), "burn a wei").WaitAsync(TimeSpan.FromMinutes(1));
            Assert.Equal(1UL, await anvil.EthClient.GetTransactionCountAsync(sent.Receipt.From));
        }
        Assert.Equal(2, Directory.GetFiles(_folder, "*.db").Length);
    }

    [Fact]
    public async Task Who_goes_on_under_the_same_name_sends_nothing_twice_and_who_does_the_same_again_does_it_again()
    {
        network.Required();
        using var key = await network.AccountAsync(1000);
        for (var run = 0; run < 2; run++)
        {
            await using var session = await OpenAsync(Chain, key, "the day's savings");
            await session.Client.Accounts.WithdrawAsync(new(100), default);
            await session.Client.Accounts.WithdrawAsync(new(100), default);
        }
        Assert.Equal(new(800), (await network.Hub.ViewAccountAsync(key.Address, default)).Stake);
        for (var run = 0; run < 2; run++)
        {
            await using var session = await OpenAsync(Chain, key, null);
            await session.Client.Accounts.WithdrawAsync(new(100), default);
        }
        Assert.Equal(new(600), (await network.Hub.ViewAccountAsync(key.Address, default)).Stake);
    }

    [Fact]
    public async Task What_a_killed_command_left_is_told_by_what_it_was_for()
    {
        network.Required();
        using var key = await network.AccountAsync(1000);
        using (var cut = new NodeWithout(network.RpcUrl, "eth_estimateGas"))
        {
            await using var session = await OpenAsync(Chain, key, "savings", TestSurroundings.With(handler: cut));
            _ = session.Client.Accounts.WithdrawAsync(new(100), default);
            await cut.Asked.WaitAsync(TimeSpan.FromMinutes(1));
        }
        await using var next = await OpenAsync(Chain, key, null);
        var found = Assert.Single(next.Found);
        Assert.StartsWith("'withdraw 0.0000001 RLC (savings)' was not sent, and is given up: nothing was spent", found.Sentence, StringComparison.Ordinal);
        await next.Client.Accounts.WithdrawAsync(new(1), default);
        Assert.Equal(new(999), (await network.Hub.ViewAccountAsync(key.Address, default)).Stake);
    }

    private ChainConfig Chain => new(Anvil.ChainId.ToString(), network.RpcUrl, network.Contracts.Hub);

    // A session erases its key at the end.
    private Task<WalletSession> OpenAsync(ChainConfig chain, PrivateKey key, string? operation, Surroundings? surroundings = null)
    {
        var copy = PrivateKey.Parse(Hex.Encode(key.ExportBytes()));
        return WalletSession.OpenAsync(chain, surroundings ?? Surroundings.Real, copy, _folder, operation, default);
    }

    private sealed class AnvilAt(long start) : Anvil
    {
        protected override IEnumerable<string> Arguments => ["--timestamp", $"{start}"];
    }
}
