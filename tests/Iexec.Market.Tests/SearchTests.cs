using FsCheck;
using FsCheck.Fluent;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Microsoft.AspNetCore.Http;
using Iexec.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>Lists hold what the published rules say, told here a second time over orders in memory.</summary>
public sealed class SearchTests : IDisposable
{
    private static readonly Address[] Addresses = [Address.Zero, .. Enumerable.Range(1, 2).Select(i => Address.FromBytes(Bytes32.FromInteger(i).ToBytes().AsSpan(12)))];
    private static readonly Tag[] Tags = [Tag.None, Tag.FromNames(["tee"]), Tag.FromNames(["tee", "tdx"]), Tag.FromNames(["gpu"]), new(Bytes32.Parse("0x80" + new string('0', 62)))];

    private static readonly Gen<OrderRow> Rows =
        from kind in Gen.Elements(Enum.GetValues<OrderKind>())
        from status in Gen.Frequency((5, Gen.Constant(OrderStatus.Open)), (1, Gen.Elements(Enum.GetValues<OrderStatus>())))
        from roles in Gen.Elements(Addresses).ArrayOf(5)
        from tag in Gen.Elements(Tags)
        from numbers in Gen.Choose(0, 3).ArrayOf(5)
        from hash in Gen.Choose(0, int.MaxValue)
        select new OrderRow
        {
            Hash = new(Keccak256.HashText($"{hash}")),
            Kind = kind,
            Status = status,
            App = roles[0],
            Dataset = roles[1],
            Workerpool = roles[2],
            Requester = roles[3],
            Signer = roles[4],
            Tag = TagWords.Of(tag),
            Price = new((ulong)numbers[0]),
            Volume = 3,
            Remaining = numbers[1],
            Category = numbers[2],
            Trust = numbers[3],
            PublishedAt = DateTimeOffset.FromUnixTimeMilliseconds(numbers[4]),
            Block = 0,
            Due = 0,
            Body = tag.ToString(),
        };

    private static readonly Gen<(OrderKind, Dictionary<string, string>)> Queries =
        from kind in Gen.Elements(Enum.GetValues<OrderKind>())
        from roles in Gen.Elements((string?[])[null, null, "any", .. Addresses.Select(a => a.ToString())]).ArrayOf(4)
        from stricts in Gen.Elements("false", "false", "true").ArrayOf(4)
        from minTag in Gen.Elements((string?[])[null, null, .. Tags.Select(t => t.ToString())])
        from maxTag in Gen.Elements((string?[])[null, null, .. Tags.Select(t => t.ToString())])
        from numbers in Gen.Elements(null, null, "0", "1", "2").ArrayOf(4)
        select (kind, new Dictionary<string, string?>
        {
            ["app"] = roles[0] ?? (kind == OrderKind.App ? "any" : null),
            ["dataset"] = roles[1] ?? (kind == OrderKind.Dataset ? "any" : null),
            ["workerpool"] = roles[2],
            ["requester"] = roles[3],
            ["isAppStrict"] = stricts[0],
            ["isDatasetStrict"] = stricts[1],
            ["isWorkerpoolStrict"] = stricts[2],
            ["isRequesterStrict"] = stricts[3],
            ["minTag"] = minTag,
            ["maxTag"] = maxTag,
            ["minVolume"] = numbers[0],
            ["category"] = numbers[1],
            ["minTrust"] = numbers[2],
            ["maxTrust"] = numbers[3],
        }.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value!));

    private readonly SqliteConnection _connection = new("DataSource=:memory:");
    private readonly MarketDb _db;

    public SearchTests()
    {
        _connection.Open();
        _db = new(new DbContextOptionsBuilder<MarketDb>().UseSqlite(_connection).Options);
        _db.Database.EnsureCreated();
    }

    public void Dispose()
    {
        _db.Dispose();
        _connection.Dispose();
    }

    [Fact]
    public void Lists_hold_what_the_rules_say_best_first()
    {
        var rows = Rows.ArrayOf(300).Sample(1)[0].DistinctBy(o => o.Hash).ToList();
        _db.Orders.AddRange(rows);
        _db.SaveChanges();
        Prop.ForAll(Queries.ToArbitrary(), asked =>
        {
            var (kind, query) = asked;
            var reader = new QueryReader(new QueryCollection(query.ToDictionary(p => p.Key, p => new StringValues(p.Value))));
            var found = _db.Orders.AsNoTracking().Matching(kind, reader).Sorted(kind).Select(o => o.Hash).ToList();
            var expected = rows.Where(o => o.Kind == kind && o.Status == OrderStatus.Open && Matches(o, query))
                .OrderBy(o => kind == OrderKind.Request ? -(long)o.Price.Nano : (long)o.Price.Nano)
                .ThenBy(o => o.PublishedAt).ThenBy(o => o.Hash.Value)
                .Select(o => o.Hash);
            Assert.Equal(expected, found);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Pages_follow_each_other_until_one_is_not_full()
    {
        _db.Orders.AddRange(Rows.ArrayOf(200).Sample(1)[0].DistinctBy(o => o.Hash));
        _db.SaveChanges();
        var all = _db.Orders.AsNoTracking().OrderBy(o => o.Hash);
        var collected = new List<OrderHash>();
        for (int? index = 0; index is not null;)
        {
            var page = Page.Read(new(new QueryCollection(new Dictionary<string, StringValues> { ["pageSize"] = "30", ["pageIndex"] = $"{index}" })));
            var found = page.Of(all).ToList();
            collected.AddRange(found.Select(o => o.Hash));
            index = page.Next(found.Count);
        }
        Assert.Equal(all.Select(o => o.Hash), collected);
    }

    private static bool Matches(OrderRow o, Dictionary<string, string> query)
    {
        var roles = new (string Field, string Strict, Address Value, OrderKind? SubjectOf)[]
        {
            ("app", "isAppStrict", o.App, OrderKind.App),
            ("dataset", "isDatasetStrict", o.Dataset, OrderKind.Dataset),
            ("workerpool", "isWorkerpoolStrict", o.Workerpool, OrderKind.Workerpool),
            ("requester", "isRequesterStrict", o.Requester, OrderKind.Request),
        };
        foreach (var (field, strict, value, subjectOf) in roles)
        {
            var asked = query.GetValueOrDefault(field);
            var isRestriction = o.Kind == OrderKind.Request ? field == "workerpool" : o.Kind != subjectOf;
            var isAdmitted = asked switch
            {
                "any" => true,
                null => !isRestriction || value == Address.Zero,
                _ => value == Address.Parse(asked) || (isRestriction && value == Address.Zero && query[strict] == "false"),
            };
            if (!isAdmitted)
                return false;
        }
        var tag = Tag.Parse(o.Body);
        if (query.TryGetValue("minTag", out var min) && !Tag.Parse(min).IsSubsetOf(tag))
            return false;
        if (query.TryGetValue("maxTag", out var max) && !tag.IsSubsetOf(Tag.Parse(max)))
            return false;
        var hasTrust = o.Kind is OrderKind.Workerpool or OrderKind.Request;
        return AtLeast("minVolume", o.Remaining)
            && (!hasTrust || ((Number("category") ?? o.Category) == o.Category
                && (Number("minTrust") is null or <= 1 || AtLeast("minTrust", o.Trust))
                && (Number("maxTrust") ?? o.Trust) >= o.Trust));

        long? Number(string name) => query.TryGetValue(name, out var text) ? long.Parse(text) : null;

        bool AtLeast(string name, long value) => (Number(name) ?? value) <= value;
    }
}
