using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>RLC goes into the escrow and out of it, one to one.</summary>
internal static class Deposits
{
    public static Refusal? Deposit(HubState hub, Address payer, Rlc amount, Address target)
    {
        if (target == Address.Zero)
            return Errors.Text("ERC20: mint to the zero address");
        if (amount.Nano > ulong.MaxValue - hub.Ledger.Total.Nano)
            return Errors.Overflow;
        if (hub.Token.CheckTake(payer, amount, hub.Ledger.Hub) is { } refusal)
            return refusal;
        hub.Token.Take(payer, amount);
        hub.Ledger.Mint(target, amount);
        return null;
    }

    public static Refusal? Withdraw(HubState hub, Address owner, Rlc amount, Address target)
    {
        if (amount > hub.Ledger.Free(owner))
            return Errors.InsufficientBalance(owner, hub.Ledger.Free(owner), amount);
        hub.Ledger.Burn(owner, amount);
        hub.Token.Mint(target, amount);
        return null;
    }
}
