using Iexec.Storage;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Chain.Tests;

/// <summary>A service's database: a file that is deleted at the end, or one on a server.</summary>
public sealed class TestDatabase : IDbContextFactory<TestDatabase.Context>, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"iexec-chain-{Guid.NewGuid():n}.db");
    private readonly DbContextOptions<Context> _options;

    public TestDatabase(string? postgreSql = null)
    {
        var builder = new DbContextOptionsBuilder<Context>();
        _ = postgreSql is null ? builder.UseSqliteFile(_file, pooling: false) : builder.UseNpgsql(postgreSql);
        _options = builder.Options;
        using var db = CreateDbContext();
        db.Database.EnsureCreated();
        if (postgreSql is null)
            db.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
    }

    public Context CreateDbContext() => new(_options);

    public IReadOnlyList<SeenLog> Seen()
    {
        using var db = CreateDbContext();
        return [.. db.Seen.AsNoTracking().AsEnumerable().OrderBy(s => s.Block).ThenBy(s => s.Index)];
    }

    public IReadOnlyList<OutboxTransaction> Outbox()
    {
        using var db = CreateDbContext();
        return [.. db.Set<OutboxTransaction>().Include(t => t.Attempts).AsNoTracking().OrderBy(t => t.Id)];
    }

    public ChainCursor? Cursor(string follower)
    {
        using var db = CreateDbContext();
        return db.Set<ChainCursor>().AsNoTracking().SingleOrDefault(c => c.Follower == follower);
    }

    public void Dispose() => Array.ForEach([_file, _file + "-wal", _file + "-shm"], File.Delete);

    /// <summary>The tables.</summary>
    public sealed class Context(DbContextOptions<Context> options) : ServiceDb<Context>(options), IServiceDb
    {
        public static string Name => "test";

        public DbSet<SeenLog> Seen => Set<SeenLog>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            modelBuilder.AddChainFollower().AddTransactionOutbox();
            modelBuilder.Entity<SeenLog>().HasKey(s => new { s.Block, s.Index });
        }
    }

    /// <summary>A log that was handled. Handling one twice breaks the key.</summary>
    public sealed record SeenLog(long Block, long Index, string BlockHash, string Topic);
}
