using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Api;

/// <summary>
/// Filters of an order list. A restriction left out keeps only orders without it; an address keeps those open to it;
/// <see cref="AnyRestriction"/> keeps all.
/// </summary>
public sealed record OrderQuery
{
    /// <summary>The app sold, asked for, or that a restriction must admit.</summary>
    public Address? App { get; init; }

    /// <summary>The dataset sold, asked for, or that a restriction must admit.</summary>
    public Address? Dataset { get; init; }

    /// <summary>The pool sold, asked for, or that a restriction must admit.</summary>
    public Address? Workerpool { get; init; }

    /// <summary>The requester, or the one a restriction must admit.</summary>
    public Address? Requester { get; init; }

    /// <summary>Do not filter by restrictions left out.</summary>
    public bool AnyRestriction { get; init; }

    /// <summary>Do not filter by restrictions to a pool: it is not chosen yet.</summary>
    public bool AnyWorkerpool { get; init; }

    /// <summary>Only this category.</summary>
    public ulong? Category { get; init; }

    /// <summary>Every bit of this tag must be present.</summary>
    public Tag? MinTag { get; init; }

    /// <summary>No bit outside this tag may be present.</summary>
    public Tag? MaxTag { get; init; }

    /// <summary>At least this volume remains.</summary>
    public ulong? MinVolume { get; init; }

    /// <summary>At least this trust.</summary>
    public ulong? MinTrust { get; init; }

    /// <summary>At most this trust.</summary>
    public ulong? MaxTrust { get; init; }

    /// <summary>Which page, from 0.</summary>
    public int PageIndex { get; init; }

    /// <summary>Orders a page, 10 to 1000.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>The app orders among which are all that could match a request; <see cref="MatchRules"/> says which of them do.</summary>
    public static OrderQuery AppsFor(RequestOrder request) => SellersTo(request) with
    {
        AnyWorkerpool = request.Workerpool == Address.Zero,
        MinTag = request.Tag.IsTee ? Tag.FromNames(["tee"]) : null,
    };

    /// <summary>The dataset orders among which are all that could match a request which names a dataset.</summary>
    public static OrderQuery DatasetsFor(RequestOrder request) =>
        SellersTo(request) with { AnyWorkerpool = request.Workerpool == Address.Zero };

    /// <summary>The workerpool orders among which are all that could match a request.</summary>
    public static OrderQuery PoolsFor(RequestOrder request) => SellersTo(request) with
    {
        Category = request.Category,
        MinTag = request.Tag,
        MinTrust = request.Trust,
    };

    internal string ToQueryString(ulong chainId, OrderKind kind)
    {
        var query = new QueryText(chainId).Add<int>("pageIndex", PageIndex).Add<int>("pageSize", PageSize);
        Add("app", App, AnyRestriction && kind != OrderKind.App);
        Add("dataset", Dataset, AnyRestriction && kind != OrderKind.Dataset);
        Add("workerpool", Workerpool, (AnyRestriction || AnyWorkerpool) && kind != OrderKind.Workerpool);
        Add("requester", Requester, AnyRestriction && kind != OrderKind.Request);
        return query
            .Add("category", Category)
            .Add("minTag", MinTag)
            .Add("maxTag", MaxTag)
            .Add("minVolume", MinVolume)
            .Add("minTrust", MinTrust)
            .Add("maxTrust", MaxTrust)
            .ToString();

        void Add(string name, Address? value, bool isAny)
        {
            query.Add(name, value);
            if (value is null && isAny)
                query.AddAny(name);
        }
    }

    private static OrderQuery SellersTo(RequestOrder request) => new()
    {
        App = request.App,
        Dataset = request.Dataset == Address.Zero ? null : request.Dataset,
        Workerpool = request.Workerpool == Address.Zero ? null : request.Workerpool,
        Requester = request.Requester,
        MinVolume = 1,
    };
}
