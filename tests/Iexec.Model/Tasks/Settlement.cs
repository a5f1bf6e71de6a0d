using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>The money of a deal's parties when a task ends.</summary>
internal static class Settlement
{
    private const ulong KittyPercentage = 10;

    private static readonly Rlc LeastFromKitty = new(Rlc.NanoPerRlc);

    /// <summary>The sponsor pays; the owners are paid; the scheduler has its stake back, and now and then wins some of the kitty.</summary>
    public static void Succeed(HubState hub, ModelTask task, ulong now)
    {
        var deal = task.Deal;
        hub.Ledger.Seize(deal.Sponsor, Price(deal), task.Id);
        foreach (var asset in new[] { deal.App, deal.Dataset }.Where(a => a.Price > Rlc.Zero))
            hub.Ledger.Reward(asset.Owner, asset.Price, task.Id);
        hub.Ledger.Unlock(task.Scheduler, deal.PoolStake());
        if (now >= hub.KittyRestsUntil)
            GiveFromKitty(hub, task, now);
    }

    /// <summary>No more than the scheduler had at stake; then the kitty rests for an hour, or as much less as it gave less.</summary>
    private static void GiveFromKitty(HubState hub, ModelTask task, ulong now)
    {
        var most = MostOf(hub.Ledger.Locked(PocoConstants.Kitty));
        var gift = new[] { most, task.Deal.PoolStake() }.Min();
        if (gift == Rlc.Zero)
            return;
        hub.Ledger.Seize(PocoConstants.Kitty, gift, task.Id);
        hub.Ledger.Reward(task.Scheduler, gift, task.Id);
        hub.KittyRestsUntil = now + (ulong)(((UInt128)gift.Nano * Limits.KittyInterval + most.Nano - 1) / most.Nano);
    }

    /// <summary>The sponsor is refunded, and the kitty has the scheduler's stake.</summary>
    public static void Fail(HubState hub, ModelTask task)
    {
        hub.Ledger.Unlock(task.Deal.Sponsor, Price(task.Deal));
        SeizeForKitty(hub, task, task.Scheduler, task.Deal.PoolStake());
    }

    public static void SeizeForKitty(HubState hub, ModelTask task, Address loser, Rlc stake)
    {
        hub.Ledger.Seize(loser, stake, task.Id);
        hub.Ledger.RewardKitty(stake, task.Id);
    }

    /// <summary>Fits, for it is locked.</summary>
    private static Rlc Price(Deal deal) => new((ulong)deal.TaskPrice());

    /// <summary>A tenth of the kitty, or 1 RLC if that is more; but no more than there is.</summary>
    private static Rlc MostOf(Rlc kitty)
    {
        var tenth = DealMoney.Share(kitty, KittyPercentage, 100);
        return new[] { tenth > LeastFromKitty ? tenth : LeastFromKitty, kitty }.Min();
    }
}
