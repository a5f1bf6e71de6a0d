using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>What a task of a deal costs its parties.</summary>
internal static class DealMoney
{
    /// <summary>What the sponsor pays, in nRLC.</summary>
    public static UInt128 TaskPrice(this Deal deal) => (UInt128)deal.App.Price.Nano + deal.Dataset.Price.Nano + deal.Workerpool.Price.Nano;

    /// <summary>What the scheduler stakes.</summary>
    public static Rlc PoolStake(this Deal deal) => Share(deal.Workerpool.Price, PocoConstants.WorkerpoolStakeRatio, 100);

    /// <summary>Some parts of a whole, rounded down.</summary>
    public static Rlc Share(Rlc amount, ulong parts, ulong whole) => new((ulong)((UInt128)amount.Nano * parts / whole));
}
