using System.Text;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>Four orders become a deal, and the money for it is locked.</summary>
internal static class Matching
{
    public static Refusal? Match(HubState hub, ulong now, OrderSet orders, Address? sponsor)
    {
        if (MatchRules.Check(hub, orders) is { } broken)
            return broken;
        var volume = hub.Orders.Volume(orders);
        if (volume == 0)
            return Errors.Match("60");
        var deal = Deal(hub, now, orders, volume, sponsor ?? orders.Request.Order.Requester, out var workerStake);
        var broker = deal.Tag.IsTee ? hub.TeeBroker : Address.Zero;
        if (CheckSize(deal, workerStake, broker) is { } tooLarge)
            return tooLarge;
        var price = (UInt128)volume * deal.TaskPrice();
        var stake = (UInt128)volume * deal.PoolStake().Nano;
        if (!CanPay(hub, deal, price, stake))
            return Errors.EscrowShort;

        hub.Deals.Add(deal.Id, deal);
        if (broker != Address.Zero)
            hub.Brokers.Add(deal.Id, broker);
        Consume(hub, orders, volume);
        hub.Ledger.Lock(deal.Sponsor, new((ulong)price));
        hub.Ledger.Lock(deal.Workerpool.Owner, new((ulong)stake));
        hub.Journal.SchedulerNotice(deal.Workerpool.Pointer, deal.Id);
        hub.Journal.OrdersMatched(
            deal.Id, orders.App.Hash, orders.DatasetUsed?.Hash ?? default, orders.Pool.Hash, orders.Request.Hash, volume);
        if (sponsor is { } payer)
            hub.Journal.DealSponsored(deal.Id, payer);
        return null;
    }

    private static Deal Deal(HubState hub, ulong now, OrderSet orders, ulong volume, Address sponsor, out UInt128 workerStake)
    {
        var (app, dataset, pool, request) = (orders.App.Order, orders.DatasetUsed?.Order, orders.Pool.Order, orders.Request.Order);
        var first = hub.Orders.Consumed(orders.Request.Hash);
        var policy = hub.Assets.PolicyOf(pool.Workerpool);
        workerStake = (UInt128)pool.WorkerpoolPrice.Nano * policy.WorkerStakeRatio / 100;
        return new(
            DealId.Of(orders.Request.Hash, first),
            new(app.App, hub.Assets.OwnerOf(ResourceKind.App, app.App), app.AppPrice),
            dataset is null ? new(Address.Zero, Address.Zero, Rlc.Zero)
                : new(dataset.Dataset, hub.Assets.OwnerOf(ResourceKind.Dataset, dataset.Dataset), dataset.DatasetPrice),
            new(pool.Workerpool, hub.Assets.OwnerOf(ResourceKind.Workerpool, pool.Workerpool), pool.WorkerpoolPrice),
            Math.Max(request.Trust, 1),
            request.Category,
            MatchRules.Tag(orders),
            request.Requester,
            request.Beneficiary,
            request.Callback,
            request.Params,
            now,
            first,
            volume,
            new((ulong)workerStake),
            policy.SchedulerRewardRatio,
            sponsor);
    }

    /// <summary>Every task's index and the stake must fit the bits, and the deal the bytes, that the chain keeps them in.</summary>
    private static Refusal? CheckSize(Deal deal, UInt128 workerStake, Address broker)
    {
        var end = (UInt128)deal.BotFirst + deal.BotSize;
        if (end > Limits.TaskIndex) return Errors.NumberTooLarge(end, 32);
        if (workerStake > ulong.MaxValue) return Errors.NumberTooLarge(workerStake, 64);
        var bytes = 184 + Encoding.UTF8.GetByteCount(deal.Params)
            + (deal.Dataset.Pointer != Address.Zero ? 48 : 0)
            + (deal.Sponsor != deal.Requester ? 20 : 0)
            + (deal.Beneficiary != Address.Zero && deal.Beneficiary != deal.Requester ? 20 : 0)
            + (deal.Callback != Address.Zero ? 20 : 0)
            + (broker != Address.Zero ? 20 : 0)
            + (deal.Tag != Tag.None ? 32 : 0);
        return bytes > Limits.DataLength ? Errors.DataTooLong(bytes) : null;
    }

    /// <summary>The sponsor pays first; the scheduler may be the same account.</summary>
    private static bool CanPay(HubState hub, Deal deal, UInt128 price, UInt128 stake)
    {
        var scheduler = deal.Workerpool.Owner;
        return price <= hub.Ledger.Free(deal.Sponsor).Nano
            && stake + (scheduler == deal.Sponsor ? price : 0) <= hub.Ledger.Free(scheduler).Nano;
    }

    private static void Consume(HubState hub, OrderSet orders, ulong volume)
    {
        hub.Orders.Consume(orders.App, volume);
        hub.Orders.Consume(orders.Pool, volume);
        hub.Orders.Consume(orders.Request, volume);
        if (orders.DatasetUsed is { } dataset)
            hub.Orders.Consume(dataset, volume);
    }
}
