using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Scheduler.Tests.Network;
using Iexec.Testing;
using Xunit;

namespace Iexec.Client.Tests.Accounts;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class AccountsTests(PoolNetwork network)
{
    [Fact]
    public async Task What_is_deposited_can_be_withdrawn()
    {
        await using var wallet = await TestWallet.OpenAsync(network, stake: 1000);
        var (accounts, me) = (wallet.Client.Accounts, wallet.Session.Address);

        await accounts.WithdrawAsync(new(400), default);
        Assert.Equal((new Rlc(400), new Rlc(600)), (await accounts.WalletRlcAsync(me, default), (await accounts.ShowAsync(me, default)).Stake));
        await accounts.DepositAsync(new(300), default);
        Assert.Equal((new Rlc(100), new Rlc(900)), (await accounts.WalletRlcAsync(me, default), (await accounts.ShowAsync(me, default)).Stake));
    }

    [Fact]
    public async Task More_than_is_there_is_refused_before_anything_is_sent()
    {
        await using var wallet = await TestWallet.OpenAsync(network);

        var deposit = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Accounts.DepositAsync(new(1), default));
        var withdrawal = await Assert.ThrowsAsync<UserException>(() => wallet.Client.Accounts.WithdrawAsync(new(1), default));

        Assert.Contains("get more, or deposit less", deposit.Message, StringComparison.Ordinal);
        Assert.Contains("can be withdrawn", withdrawal.Message, StringComparison.Ordinal);
        Assert.Equal(0UL, await network.Eth.GetTransactionCountAsync(wallet.Session.Address));
    }

    [Fact]
    public async Task Without_a_wallet_there_is_only_reading()
    {
        network.Required();
        var reader = new IexecClient(new(Anvil.ChainId.ToString(), network.RpcUrl, network.Contracts.Hub), Surroundings.Real, null, null);

        Assert.Equal(Rlc.Zero, (await reader.Accounts.ShowAsync(default, default)).Locked);
        var error = await Assert.ThrowsAsync<UserException>(() => reader.Accounts.DepositAsync(new(1), default));
        Assert.Contains("iexec wallet create", error.Message, StringComparison.Ordinal);
    }
}
