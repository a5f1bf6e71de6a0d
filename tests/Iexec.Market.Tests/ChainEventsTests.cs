using System.Diagnostics.Metrics;
using System.Numerics;
using Iexec.Ethereum;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>Events that no honest hub emits stop nothing that comes after them.</summary>
public sealed class ChainEventsTests : IDisposable
{
    private static readonly Address Hub = Address.Parse("0x3eca1B216A7DF1C7689aEb259fFB83ADFB894E7f");
    private readonly SqliteConnection _connection = new("DataSource=:memory:");
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SkippedEvents _skipped;
    private readonly MarketDb _db;

    public ChainEventsTests()
    {
        _connection.Open();
        _db = new(new DbContextOptionsBuilder<MarketDb>().UseSqlite(_connection).Options);
        _db.Database.EnsureCreated();
        _skipped = new(_services.GetRequiredService<IMeterFactory>(), NullLogger<SkippedEvents>.Instance);
    }

    public void Dispose()
    {
        _db.Dispose();
        _connection.Dispose();
        _services.Dispose();
    }

    [Theory]
    [InlineData(53)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(255)]
    public async Task A_number_beyond_what_the_book_holds_skips_its_event_alone(int bits)
    {
        var huge = BigInteger.Pow(2, bits);
        await ApplyAsync(
            Matched(1, huge), Matched(2, 3),
            Category(huge, "id", 300), Category(1, "time", huge), Category(2, "S", 1200));

        Assert.Equal([(Bytes32.FromInteger(2), 3L)], _db.Deals.AsEnumerable().Select(d => (d.Id.Value, d.Volume)));
        Assert.Equal([(2L, "S", 1200L)], _db.Categories.AsEnumerable().Select(c => (c.Id, c.Name, c.WorkClockTimeRef)));
        Assert.Contains("was skipped", _skipped.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_is_cut_short_is_skipped_alone()
    {
        await ApplyAsync(Matched(1, 3) with { Data = new byte[40] }, Matched(2, 3));

        Assert.Equal(Bytes32.FromInteger(2), Assert.Single(_db.Deals).Id.Value);
    }

    [Fact]
    public async Task A_categorys_name_is_cut_and_holds_nothing_but_text()
    {
        await ApplyAsync(Category(0, "a\0b\u202e" + new string('x', 100_000), 300));

        var name = Assert.Single(_db.Categories).Name;
        Assert.StartsWith("a\uFFFDb\uFFFDxx", name, StringComparison.Ordinal);
        Assert.InRange(name.Length, 10, 100);
    }

    private async Task ApplyAsync(params Log[] logs)
    {
        await new ChainEvents(Hub, new Dictionary<Address, Protocol.OrderKind>(), _skipped).ApplyAsync(_db, logs, null!, default);
        await _db.SaveChangesAsync();
    }

    private static Log Matched(int deal, BigInteger volume) => Of(
        "event OrdersMatched(bytes32 deal, bytes32 app, bytes32 dataset, bytes32 workerpool, bytes32 request, uint256 volume)",
        Bytes32.FromInteger(deal), default(Bytes32), default(Bytes32), default(Bytes32), default(Bytes32), volume);

    private static Log Category(BigInteger id, string name, BigInteger time) => Of(
        "event CreateCategory(uint256 catid, string name, string description, uint256 workClockTimeRef)", id, name, "", time);

    private static Log Of(string declaration, params object[] values)
    {
        var abi = AbiEvent.Parse(declaration);
        return new(Hub, [abi.Topic], AbiCodec.Encode([.. abi.Inputs.Select(i => i.Type)], values), 1, default, default, 0, 0);
    }
}
