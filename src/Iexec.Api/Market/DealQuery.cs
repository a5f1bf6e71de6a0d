using Iexec.Ethereum;

namespace Iexec.Api;

/// <summary>Filters of a list of deals.</summary>
public sealed record DealQuery
{
    /// <summary>Only this app.</summary>
    public Address? App { get; init; }

    /// <summary>Only this dataset.</summary>
    public Address? Dataset { get; init; }

    /// <summary>Only this pool.</summary>
    public Address? Workerpool { get; init; }

    /// <summary>Only this requester.</summary>
    public Address? Requester { get; init; }

    /// <summary>Only this category.</summary>
    public ulong? Category { get; init; }

    /// <summary>Which page, from 0.</summary>
    public int PageIndex { get; init; }

    /// <summary>Deals a page, 10 to 1000.</summary>
    public int PageSize { get; init; } = 100;

    internal string ToQueryString(ulong chainId) => new QueryText(chainId)
        .Add<int>("pageIndex", PageIndex)
        .Add<int>("pageSize", PageSize)
        .Add("app", App)
        .Add("dataset", Dataset)
        .Add("workerpool", Workerpool)
        .Add("requester", Requester)
        .Add("category", Category)
        .ToString();
}
