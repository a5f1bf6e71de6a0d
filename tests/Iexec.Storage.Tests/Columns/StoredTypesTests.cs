using System.Numerics;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Iexec.Storage.Tests.Columns;

/// <summary>Every value comes back as it was, and sorts and compares in the database as it does in the program.</summary>
[Trait("Category", "Integration")]
public sealed class StoredTypesTests(PostgreSql server) : IClassFixture<PostgreSql>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Values_are_kept_sorted_and_compared(bool isSqlite)
    {
        var file = Path.Combine(Path.GetTempPath(), $"types-{Guid.NewGuid():n}.db");
        var options = new DbContextOptionsBuilder<Db>();
        _ = isSqlite ? options.UseSqliteFile(file, pooling: false) : options.UsePostgreSql(server.ConnectionString("types"), Db.Name);
        await using var db = new Db(options.Options);
        await db.Database.EnsureCreatedAsync();
        Row[] rows = [.. new ulong[] { 3, 10, 200, long.MaxValue }.Select(Row.Of)];
        db.Rows.AddRange(rows.Reverse());
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();

        Assert.Equal(rows, await db.Rows.OrderBy(r => r.Count).ToListAsync());
        Assert.Equal(rows, await db.Rows.OrderBy(r => r.Amount).ToListAsync());
        Assert.Equal(rows[..3], await db.Rows.Where(r => r.Time != null).OrderBy(r => r.Time).ToListAsync());
        Assert.Equal(rows, await db.Rows.OrderBy(r => r.Address).ToListAsync());
        Assert.Equal(rows, await db.Rows.OrderBy(r => r.Hash).ToListAsync());
        Assert.Equal(rows[1..], await db.Rows.Where(r => r.Amount >= new Rlc(10)).OrderBy(r => r.Amount).ToListAsync());
        Assert.Equal(rows[..1], await db.Rows.Where(r => r.Count < 10 && r.Time < rows[1].Time).ToListAsync());
        var third = rows[2];
        Assert.Equal(third, await db.Rows.SingleAsync(r => r.Address == third.Address && r.Hash == third.Hash && r.Large == third.Large));
        Assert.Equal(third, await db.Rows.SingleAsync(r => r.Task == third.Task && r.Deal == third.Deal && r.Order == third.Order));
        if (isSqlite)
            File.Delete(file);
    }

    private sealed class Db(DbContextOptions<Db> options) : ServiceDb<Db>(options), IServiceDb
    {
        public static string Name => "types";

        public DbSet<Row> Rows => Set<Row>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            modelBuilder.Entity<Row>().HasKey(r => r.Task);
        }
    }

    private sealed record Row(
        TaskId Task, DealId Deal, OrderHash Order, Address Address, Bytes32? Hash, BigInteger Large, Rlc Amount, ulong Count,
        DateTimeOffset? Time)
    {
        public static Row Of(ulong n)
        {
            var hash = Bytes32.FromInteger(new BigInteger(n) << 128);
            return new(
                new(hash), new(hash), new(hash), Address.FromBytes(hash.ToBytes().AsSpan(0, 20)), hash, BigInteger.Pow(2, 255) + n,
                new(n), n,
                n < 1000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)n) : null);
        }
    }
}
