using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>
/// Who has how much in the escrow, free and locked. What is seized and not yet paid to others as a reward is
/// <see cref="Unpaid"/>: between operations that is nothing.
/// </summary>
internal sealed class Ledger(Address hub, Journal journal)
{
    private readonly Dictionary<Address, Purse> _purses = [];

    public Address Hub => hub;

    /// <summary>Everything in the escrow.</summary>
    public Rlc Total { get; private set; }

    /// <summary>All that is locked. The hub holds it in an account of its own.</summary>
    public Rlc TotalLocked { get; private set; }

    /// <summary>In nRLC; negative while winners have been paid before losers have paid.</summary>
    public Int128 Unpaid { get; private set; }

    public Rlc Free(Address owner) => _purses.GetValueOrDefault(owner)?.Free ?? Rlc.Zero;

    /// <summary>What an account shows as free: of the hub, which can spend none of it, also what all have locked.</summary>
    public Rlc Balance(Address owner) => owner == hub ? Free(owner) + TotalLocked : Free(owner);

    public Rlc Locked(Address owner) => _purses.GetValueOrDefault(owner)?.Locked ?? Rlc.Zero;

    public IEnumerable<Address> Owners => _purses.Keys;

    public void Mint(Address owner, Rlc amount)
    {
        Of(owner).Free += amount;
        Total += amount;
        journal.Transfer(Address.Zero, owner, amount);
    }

    public void Burn(Address owner, Rlc amount)
    {
        Of(owner).Free -= amount;
        Total -= amount;
        journal.Transfer(owner, Address.Zero, amount);
    }

    public void Move(Address from, Address to, Rlc amount)
    {
        Of(from).Free -= amount;
        Of(to).Free += amount;
        journal.Transfer(from, to, amount);
    }

    public void Lock(Address owner, Rlc amount)
    {
        Of(owner).Free -= amount;
        AddLocked(owner, amount);
        journal.Transfer(owner, hub, amount);
        journal.Lock(owner, amount);
    }

    public void Unlock(Address owner, Rlc amount)
    {
        TakeLocked(owner, amount);
        Of(owner).Free += amount;
        journal.Transfer(hub, owner, amount);
        journal.Unlock(owner, amount);
    }

    public void Seize(Address owner, Rlc amount, TaskId task)
    {
        TakeLocked(owner, amount);
        Unpaid += amount.Nano;
        journal.Seize(owner, amount, task);
    }

    public void Reward(Address owner, Rlc amount, TaskId task)
    {
        Unpaid -= amount.Nano;
        Of(owner).Free += amount;
        journal.Transfer(hub, owner, amount);
        journal.Reward(owner, amount, task);
    }

    /// <summary>The kitty only ever has locked money.</summary>
    public void RewardKitty(Rlc amount, TaskId task)
    {
        Unpaid -= amount.Nano;
        AddLocked(PocoConstants.Kitty, amount);
        journal.Reward(PocoConstants.Kitty, amount, task);
        journal.Lock(PocoConstants.Kitty, amount);
    }

    private void AddLocked(Address owner, Rlc amount)
    {
        Of(owner).Locked += amount;
        TotalLocked += amount;
    }

    private void TakeLocked(Address owner, Rlc amount)
    {
        Of(owner).Locked -= amount;
        TotalLocked -= amount;
    }

    private Purse Of(Address owner)
    {
        if (!_purses.TryGetValue(owner, out var purse))
            _purses.Add(owner, purse = new());
        return purse;
    }

    private sealed class Purse
    {
        public Rlc Free { get; set; }

        public Rlc Locked { get; set; }
    }
}
