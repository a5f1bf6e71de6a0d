using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>RLC in the wallet and in the hub's escrow.</summary>
/// <param name="client">The client.</param>
public sealed class Accounts(IexecClient client)
{
    /// <summary>Someone's escrow.</summary>
    public Task<Account> ShowAsync(Address owner, CancellationToken ct) => client.Hub.ViewAccountAsync(owner, ct);

    /// <summary>RLC in a wallet, outside the escrow.</summary>
    public async Task<Rlc> WalletRlcAsync(Address owner, CancellationToken ct) =>
        await TokenCalls.BalanceAsync(client.Eth, await client.Hub.TokenAsync(ct), owner, ct);

    /// <summary>Moves RLC from the wallet to the escrow.</summary>
    /// <exception cref="UserException">The wallet holds less.</exception>
    public async Task<Bytes32> DepositAsync(Rlc amount, CancellationToken ct)
    {
        var token = await client.Hub.TokenAsync(ct);
        var held = await TokenCalls.BalanceAsync(client.Eth, token, client.Key.Address, ct);
        if (held < amount)
            throw new UserException($"the wallet holds {held}, not {amount}: get more, or deposit less");
        return (await client.SendAsync(TokenCalls.Deposit(token, client.Chain.Hub, amount), $"deposit {amount}", ct)).Hash;
    }

    /// <summary>Moves RLC from the escrow to the wallet.</summary>
    /// <exception cref="UserException">Less is free in the escrow.</exception>
    public async Task<Bytes32> WithdrawAsync(Rlc amount, CancellationToken ct)
    {
        var account = await ShowAsync(client.Key.Address, ct);
        if (account.Stake < amount)
            throw new UserException($"{account.Stake} can be withdrawn, not {amount}; {account.Locked} is locked by open deals");
        return (await client.SendAsync(client.Calls.Withdraw(amount), $"withdraw {amount}", ct)).Hash;
    }
}
