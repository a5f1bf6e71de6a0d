using System.Text.Json;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Storage;

namespace Iexec.Market;

/// <summary>Lays out a signed order as a row.</summary>
internal static class OrderRows
{
    private sealed record Terms(
        Address App, Address Dataset, Address Workerpool, Address Requester, Rlc Price,
        Rlc StakePerTask = default, ulong Category = 0, ulong Trust = 0, Address Beneficiary = default);

    /// <summary>A new open order.</summary>
    /// <param name="order">The order, its numbers within the market's limits.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="signer">Who signed it.</param>
    /// <param name="remaining">What of its volume is not consumed.</param>
    /// <param name="block">The block in which that was read.</param>
    /// <param name="now">The time.</param>
    public static OrderRow Of(IOrder order, OrderHash hash, Address signer, long remaining, ulong block, DateTimeOffset now)
    {
        var terms = TermsOf(order);
        return new()
        {
            Hash = hash,
            Kind = order.Kind,
            Signer = signer,
            App = terms.App,
            Dataset = terms.Dataset,
            Workerpool = terms.Workerpool,
            Requester = terms.Requester,
            Beneficiary = terms.Beneficiary,
            Price = terms.Price,
            StakePerTask = terms.StakePerTask,
            Volume = (long)order.Volume,
            Remaining = remaining,
            Tag = TagWords.Of(order.Tag),
            Category = (long)terms.Category,
            Trust = (long)terms.Trust,
            PublishedAt = now,
            Block = (long)block,
            Due = 1,
            Body = JsonSerializer.Serialize(order, order.GetType(), ProtocolJson.Api),
        };
    }

    /// <summary>The resource an order sells; zero for a request.</summary>
    public static Address ResourceOf(IOrder order) => order switch
    {
        AppOrder app => app.App,
        DatasetOrder dataset => dataset.Dataset,
        WorkerpoolOrder pool => pool.Workerpool,
        _ => Address.Zero,
    };

    private static Terms TermsOf(IOrder order) => order switch
    {
        AppOrder o => new(o.App, o.DatasetRestrict, o.WorkerpoolRestrict, o.RequesterRestrict, o.AppPrice),
        DatasetOrder o => new(o.AppRestrict, o.Dataset, o.WorkerpoolRestrict, o.RequesterRestrict, o.DatasetPrice),
        WorkerpoolOrder o => new(
            o.AppRestrict, o.DatasetRestrict, o.Workerpool, o.RequesterRestrict, o.WorkerpoolPrice,
            o.WorkerpoolPrice.Percent(PocoConstants.WorkerpoolStakeRatio), o.Category, o.Trust),
        RequestOrder o => new(
            o.App, o.Dataset, o.Workerpool, o.Requester, o.WorkerpoolMaxPrice,
            o.AppMaxPrice + o.DatasetMaxPrice + o.WorkerpoolMaxPrice, o.Category, o.Trust, o.Beneficiary),
        _ => throw new ArgumentException($"no order is a {order.GetType()}", nameof(order)),
    };
}
