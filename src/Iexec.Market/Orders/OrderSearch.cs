using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>The filters and the order of the published lists, all done by the database.</summary>
internal static class OrderSearch
{
    private const string Any = "any";

    private static readonly (string Field, string Property)[] Roles =
    [
        ("app", nameof(OrderRow.App)),
        ("dataset", nameof(OrderRow.Dataset)),
        ("workerpool", nameof(OrderRow.Workerpool)),
        ("requester", nameof(OrderRow.Requester)),
    ];

    /// <summary>The open orders of a kind that a query asks for.</summary>
    public static IQueryable<OrderRow> Matching(this IQueryable<OrderRow> orders, OrderKind kind, QueryReader query)
    {
        var subject = kind.Subject().Field;
        var owner = kind == OrderKind.Request ? null : query.Address(subject + "Owner");
        if (kind is OrderKind.App or OrderKind.Dataset && owner is null && query.Text(subject) is null)
            throw new UserErrorException($"'{subject}' or '{subject}Owner' is required");

        orders = orders.Where(o => o.Kind == kind && o.Status == OrderStatus.Open);
        if (owner is { } signer)
            orders = orders.Where(o => o.Signer == signer);
        foreach (var (field, property) in Roles)
        {
            // A request names its app and dataset; only its workerpool is a restriction.
            var restricts = kind == OrderKind.Request ? field == "workerpool" : field != subject;
            orders = restricts ? Admitting(orders, query, field, property) : About(orders, query, field, property);
        }
        return Numbers(Tags(orders, query), kind, query);
    }

    /// <summary>Best first: cheapest, or of requests the best paid; then the oldest.</summary>
    public static IQueryable<OrderRow> Sorted(this IQueryable<OrderRow> orders, OrderKind kind) =>
        (kind == OrderKind.Request ? orders.OrderByDescending(o => o.Price) : orders.OrderBy(o => o.Price))
            .ThenBy(o => o.PublishedAt)
            .ThenBy(o => o.Hash);

    private static IQueryable<OrderRow> About(IQueryable<OrderRow> orders, QueryReader query, string field, string property)
    {
        if (query.Text(field) is null or Any)
            return orders;
        var value = query.Address(field)!.Value;
        return orders.Where(o => EF.Property<Address>(o, property) == value);
    }

    private static IQueryable<OrderRow> Admitting(IQueryable<OrderRow> orders, QueryReader query, string field, string property)
    {
        var isStrict = query.Flag($"is{property}Strict");
        var text = query.Text(field);
        if (text == Any)
            return orders;
        if (text is null)
            return orders.Where(o => EF.Property<Address>(o, property) == Address.Zero);
        var value = query.Address(field)!.Value;
        return isStrict
            ? orders.Where(o => EF.Property<Address>(o, property) == value)
            : orders.Where(o => EF.Property<Address>(o, property) == value || EF.Property<Address>(o, property) == Address.Zero);
    }

    private static IQueryable<OrderRow> Tags(IQueryable<OrderRow> orders, QueryReader query)
    {
        if (query.Tag("minTag") is { } min && min != Tag.None)
        {
            var (w0, w1, w2, w3) = TagWords.Of(min);
            orders = orders.Where(o => (o.Tag.W0 & w0) == w0 && (o.Tag.W1 & w1) == w1 && (o.Tag.W2 & w2) == w2 && (o.Tag.W3 & w3) == w3);
        }
        if (query.Tag("maxTag") is { } max)
        {
            var (w0, w1, w2, w3) = TagWords.Of(max);
            var (n0, n1, n2, n3) = (~w0, ~w1, ~w2, ~w3);
            orders = orders.Where(o => (o.Tag.W0 & n0) == 0 && (o.Tag.W1 & n1) == 0 && (o.Tag.W2 & n2) == 0 && (o.Tag.W3 & n3) == 0);
        }
        return orders;
    }

    private static IQueryable<OrderRow> Numbers(IQueryable<OrderRow> orders, OrderKind kind, QueryReader query)
    {
        if (query.Number("minVolume") is { } volume)
            orders = orders.Where(o => o.Remaining >= volume);
        if (kind == OrderKind.Dataset && query.Flag("bulkOnly"))
            orders = orders.Where(o => o.Price == Rlc.Zero && o.Volume >= OrderView.BulkVolume);
        if (kind is OrderKind.App or OrderKind.Dataset)
            return orders;
        if (query.Number("category") is { } category)
            orders = orders.Where(o => o.Category == category);
        if (query.Number("minTrust") is { } minTrust and > 1)
            orders = orders.Where(o => o.Trust >= minTrust);
        if (query.Number("maxTrust") is { } maxTrust)
            orders = orders.Where(o => o.Trust <= maxTrust);
        if (kind == OrderKind.Request && query.Address("beneficiary") is { } beneficiary)
            orders = orders.Where(o => o.Beneficiary == beneficiary);
        return orders;
    }
}
