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

    /// <summary>Do not filter by restrictions.</summary>
    public bool AnyRestriction { get; init; }

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

    internal string ToQueryString(ulong chainId, OrderKind kind)
    {
        var parts = new List<string> { $"chainId={chainId}", $"pageIndex={PageIndex}", $"pageSize={PageSize}" };
        Add("app", App, kind == OrderKind.App);
        Add("dataset", Dataset, kind == OrderKind.Dataset);
        Add("workerpool", Workerpool, kind == OrderKind.Workerpool);
        Add("requester", Requester, kind == OrderKind.Request);
        AddValue("category", Category);
        AddValue("minTag", MinTag);
        AddValue("maxTag", MaxTag);
        AddValue("minVolume", MinVolume);
        AddValue("minTrust", MinTrust);
        AddValue("maxTrust", MaxTrust);
        return "?" + string.Join('&', parts);

        void Add(string name, Address? value, bool isSubject)
        {
            if (value is not null)
                parts.Add($"{name}={value}");
            else if (AnyRestriction && !isSubject)
                parts.Add($"{name}=any");
        }

        void AddValue<T>(string name, T? value) where T : struct
        {
            if (value is not null)
                parts.Add($"{name}={value}");
        }
    }
}
