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
        var isTooSoon = hub.KittyGaveAt is { } last && now - last < Limits.KittyInterval;
        var bonus = Bonus(hub.Ledger.Locked(PocoConstants.Kitty), deal.PoolStake());
        if (isTooSoon || bonus == Rlc.Zero)
            return;
        hub.KittyGaveAt = now;
        hub.Ledger.Seize(PocoConstants.Kitty, bonus, task.Id);
        hub.Ledger.Reward(task.Scheduler, bonus, task.Id);
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

    /// <summary>A tenth of the kitty, or 1 RLC if that is more; but no more than there is, nor than the scheduler had at stake.</summary>
    private static Rlc Bonus(Rlc kitty, Rlc stake)
    {
        var tenth = DealMoney.Share(kitty, KittyPercentage, 100);
        return new[] { tenth > LeastFromKitty ? tenth : LeastFromKitty, kitty, stake }.Min();
    }
}
