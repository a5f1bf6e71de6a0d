using Iexec.Chain;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Devnet;

/// <summary>New wallets for the network's people, with money from its bank.</summary>
/// <param name="chain">The chain.</param>
/// <param name="surroundings">The network, the clock and chance.</param>
/// <param name="bank">The wallet that holds the test network's ether and RLC.</param>
/// <param name="token">The RLC token.</param>
/// <param name="folder">Where their outboxes are kept.</param>
internal sealed class Actors(ChainConfig chain, Surroundings surroundings, ITransactionSender bank, Address token, string folder)
{
    /// <summary>A new wallet with ether and RLC, of which a part is deposited.</summary>
    /// <param name="deposit">What goes to its escrow account.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<WalletSession> CreateAsync(Rlc deposit, CancellationToken ct)
    {
        var actor = await WalletSession.OpenAsync(chain, surroundings, PrivateKey.Create(), folder, ct);
        await Task.WhenAll(
            bank.SendAsync(new(actor.Address, [], FaucetService.Ether), $"ether:{actor.Address}", ct: ct),
            bank.SendAsync(TokenCalls.Transfer(token, actor.Address, deposit), $"rlc:{actor.Address}", ct: ct));
        if (deposit > Rlc.Zero)
            await actor.Client.Accounts.DepositAsync(deposit, ct);
        return actor;
    }
}
