using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>Free deposits as a token: owners send them, or let others.</summary>
internal sealed class StakedToken(Ledger ledger, Journal journal)
{
    private readonly Dictionary<(Address Owner, Address Spender), BigInteger> _allowances = [];

    public BigInteger Allowance(Address owner, Address spender) => _allowances.GetValueOrDefault((owner, spender));

    public Refusal? Transfer(Address from, Address to, Rlc amount)
    {
        if (Check(from, to, amount) is { } refusal)
            return refusal;
        ledger.Move(from, to, amount);
        return null;
    }

    public Refusal? Approve(Address owner, Address spender, BigInteger value)
    {
        if (spender == Address.Zero)
            return Errors.Text("ERC20: approve to the zero address");
        _allowances[(owner, spender)] = value;
        journal.Approval(owner, spender, value);
        return null;
    }

    public Refusal? TransferFrom(Address spender, Address from, Address to, Rlc amount)
    {
        if (Check(from, to, amount) is { } refusal)
            return refusal;
        var allowed = Allowance(from, spender);
        if (amount.Nano > allowed)
            return Errors.InsufficientAllowance(spender, allowed, amount.Nano);
        ledger.Move(from, to, amount);
        return Approve(from, spender, allowed - amount.Nano);
    }

    private Refusal? Check(Address from, Address to, Rlc amount) =>
        from == Address.Zero ? Errors.Text("ERC20: transfer from the zero address")
        : to == Address.Zero ? Errors.Text("ERC20: transfer to the zero address")
        : amount > ledger.Free(from) ? Errors.InsufficientBalance(from, ledger.Free(from), amount)
        : null;
}
