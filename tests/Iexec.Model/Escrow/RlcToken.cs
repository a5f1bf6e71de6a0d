using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>RLC outside the escrow: what is in wallets, and what their owners let the hub take.</summary>
public sealed class RlcToken
{
    private readonly Dictionary<Address, Rlc> _wallets = [];
    private readonly Dictionary<Address, BigInteger> _approved = [];

    /// <summary>RLC in a wallet.</summary>
    public Rlc BalanceOf(Address owner) => _wallets.GetValueOrDefault(owner);

    /// <summary>What the hub may take of a wallet, in nRLC; any 256-bit number.</summary>
    public BigInteger AllowanceOf(Address owner) => _approved.GetValueOrDefault(owner);

    /// <summary>Gives RLC that comes from nowhere.</summary>
    /// <exception cref="OverflowException">The wallet would hold more than 64 bits count.</exception>
    public void Mint(Address owner, Rlc amount) => _wallets[owner] = BalanceOf(owner) + amount;

    /// <summary>Lets the hub take up to this much, in nRLC.</summary>
    public void ApproveHub(Address owner, BigInteger amount) => _approved[owner] = amount;

    internal Refusal? CheckTake(Address owner, Rlc amount, Address hub) =>
        amount.Nano > AllowanceOf(owner) ? Errors.InsufficientAllowance(hub, AllowanceOf(owner), amount.Nano)
        : amount > BalanceOf(owner) ? Errors.InsufficientBalance(owner, BalanceOf(owner), amount)
        : null;

    internal void Take(Address owner, Rlc amount)
    {
        _approved[owner] = AllowanceOf(owner) - amount.Nano;
        _wallets[owner] = BalanceOf(owner) - amount;
    }
}
