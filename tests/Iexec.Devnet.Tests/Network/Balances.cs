using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Devnet.Tests.Network;

/// <summary>Everybody's account at a time, and the RLC (ERC-20) that the hub holds for them.</summary>
internal sealed record Balances(IReadOnlyDictionary<Address, Account> Accounts, Rlc HeldByHub)
{
    /// <summary>The same accounts hold the same.</summary>
    public void AssertSameAs(Balances other) => AssertMovedFrom(other, []);

    /// <summary>Money moved between accounts as a ledger says and not otherwise; none of it appeared, vanished or stayed locked.</summary>
    public void AssertMovedFrom(Balances before, IReadOnlyList<LedgerLine> ledger)
    {
        Assert.Equal(0, ledger.Sum(l => l.Net));
        foreach (var (owner, account) in before.Accounts)
        {
            var line = ledger.SingleOrDefault(l => l.Owner == owner);
            Assert.Equal((owner, Total(account) + (line?.Net ?? 0)), (owner, Total(Accounts[owner])));
            if (owner != PocoConstants.Kitty)
                Assert.Equal((owner, account.Locked), (owner, Accounts[owner].Locked));
        }
        Assert.All(ledger, line => Assert.Contains(line.Owner, before.Accounts.Keys));
        Assert.Equal(before.HeldByHub, HeldByHub);
        Assert.Equal((long)HeldByHub.Nano, Accounts.Values.Sum(Total));
    }

    private static long Total(Account account) => checked((long)(account.Stake + account.Locked).Nano);
}
