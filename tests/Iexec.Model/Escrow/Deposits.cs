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

    /// <summary>The token's approveAndCall: deposits, and if there are orders matches them, or does neither.</summary>
    public static Refusal? ApproveAndCall(HubState hub, ulong now, Address owner, Rlc amount, OrderSet? orders)
    {
        var approved = hub.Token.AllowanceOf(owner);
        hub.Token.ApproveHub(owner, amount.Nano);
        var refusal = Deposit(hub, owner, amount, owner);
        if (refusal is null && (refusal = MatchFor(hub, now, owner, orders)) is not null)
        {
            hub.Ledger.Burn(owner, amount);
            hub.Token.Mint(owner, amount);
        }
        if (refusal is not null)
            hub.Token.ApproveHub(owner, approved);
        return refusal;
    }

    private static Refusal? MatchFor(HubState hub, ulong now, Address requester, OrderSet? orders) =>
        orders is null ? null
        : orders.Request.Order.Requester != requester ? new("CallerIsNotTheRequester")
        : Matching.Match(hub, now, orders, null);

    public static Refusal? Withdraw(HubState hub, Address owner, Rlc amount, Address target)
    {
        if (amount > hub.Ledger.Free(owner))
            return Errors.InsufficientBalance(owner, hub.Ledger.Free(owner), amount);
        hub.Ledger.Burn(owner, amount);
        hub.Token.Mint(target, amount);
        return null;
    }
}
