using FsCheck;
using FsCheck.Fluent;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>What a client asks for to serve a request holds every order that could, and nothing of pools that could not.</summary>
public sealed class MatchQueryTests : IDisposable
{
    private static readonly Address[] Addresses =
        [Address.Zero, .. Enumerable.Range(1, 2).Select(i => Address.FromBytes(Bytes32.FromInteger(i).ToBytes().AsSpan(12)))];
    private static readonly Tag[] Tags = [Tag.None, Tag.None, Tag.FromNames(["tee", "tdx"]), Tag.FromNames(["gpu"])];

    private static readonly Gen<Address> Restriction = Gen.Frequency((3, Gen.Constant(Address.Zero)), (1, Gen.Elements(Addresses)));

    private static readonly Gen<AppOrder> Apps =
        from app in Gen.Elements(Addresses[1..])
        from tag in Gen.Elements(Tags)
        from only in Restriction.ArrayOf(3)
        from salt in Gen.Choose(0, int.MaxValue)
        select new AppOrder(app, Rlc.Zero, 1, tag, only[0], only[1], only[2], Bytes32.FromInteger(salt));

    private static readonly Gen<DatasetOrder> Datasets =
        from dataset in Gen.Elements(Addresses[1..])
        from only in Restriction.ArrayOf(3)
        from salt in Gen.Choose(0, int.MaxValue)
        select new DatasetOrder(dataset, Rlc.Zero, 1, Tag.None, only[0], only[1], only[2], Bytes32.FromInteger(salt));

    private static readonly Gen<WorkerpoolOrder> Pools =
        from pool in Gen.Elements(Addresses[1..])
        from tag in Gen.Elements(Tags)
        from numbers in Gen.Choose(0, 2).ArrayOf(2)
        from only in Restriction.ArrayOf(3)
        from salt in Gen.Choose(0, int.MaxValue)
        select new WorkerpoolOrder(
            pool, Rlc.Zero, 1, tag, (ulong)numbers[0], (ulong)numbers[1], only[0], only[1], only[2], Bytes32.FromInteger(salt));

    private static readonly Gen<RequestOrder> Requests =
        from app in Gen.Elements(Addresses[1..])
        from others in Gen.Elements(Addresses).ArrayOf(2)
        from requester in Gen.Elements(Addresses[1..])
        from tag in Gen.Elements(Tags)
        from numbers in Gen.Choose(0, 2).ArrayOf(2)
        select new RequestOrder(
            app, Rlc.Zero, others[0], Rlc.Zero, others[1], Rlc.Zero, requester, 1, tag, (ulong)numbers[0], (ulong)numbers[1],
            requester, default, "", default);

    private readonly SqliteConnection _connection = new("DataSource=:memory:");
    private readonly MarketDb _db;

    public MatchQueryTests()
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
    public void Every_order_of_every_match_is_among_what_is_asked_for()
    {
        var (apps, datasets, pools) = (Of(Apps), Of(Datasets), Of(Pools));
        IEnumerable<IOrder> all = [.. apps, .. datasets, .. pools];
        _db.Orders.AddRange(all.Select(o => OrderRows.Of(o, Hash(o), default, 1, 0, default)).DistinctBy(o => o.Hash));
        _db.SaveChanges();
        Prop.ForAll(Requests.ToArbitrary(), request =>
        {
            var app = Found(OrderQuery.AppsFor(request), OrderKind.App);
            var hasDataset = request.Dataset != Address.Zero;
            HashSet<OrderHash> dataset = hasDataset ? Found(OrderQuery.DatasetsFor(request), OrderKind.Dataset) : [];
            var pool = Found(OrderQuery.PoolsFor(request), OrderKind.Workerpool);
            DatasetOrder?[] used = hasDataset ? [.. datasets] : [null];
            var matches = from a in apps from d in used from p in pools where !MatchRules.Broken(a, d, p, request).Any() select (a, d, p);
            foreach (var (a, d, p) in matches)
            {
                Assert.Contains(Hash(a), app);
                Assert.Contains(Hash(p), pool);
                if (d is not null)
                    Assert.Contains(Hash(d), dataset);
            }
            // A thousand pools that can not serve it do not hide the one that can.
            Assert.All(pools.Where(p => pool.Contains(Hash(p))), p =>
            {
                Assert.True(p.Category == request.Category && request.Tag.IsSubsetOf(p.Tag));
                Assert.True(p.AppRestrict == Address.Zero || p.AppRestrict == request.App);
            });
        }).QuickCheckThrowOnFailure();
    }

    private HashSet<OrderHash> Found(OrderQuery query, OrderKind kind)
    {
        var asked = new QueryReader(new QueryCollection(QueryHelpers.ParseQuery(query.ToQueryString(1, kind))));
        return [.. _db.Orders.AsNoTracking().Matching(kind, asked).Select(o => o.Hash)];
    }

    private static T[] Of<T>(Gen<T> orders) => orders.ArrayOf(20).Sample(1)[0];

    private static OrderHash Hash(IOrder order) => new(order.StructHash());
}
