using Iexec.Results.Ipfs;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Results.Store;

/// <summary>Which archive is the result of which task.</summary>
public sealed class ResultsDb(DbContextOptions<ResultsDb> options) : ServiceDb<ResultsDb>(options), IServiceDb
{
    /// <inheritdoc/>
    public static string Name => "results";

    /// <summary>One row a task: a result is never replaced.</summary>
    public DbSet<StoredResult> Results => Set<StoredResult>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Cid>().HaveConversion<ParsableText<Cid>>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<StoredResult>().HasKey(r => r.Task);
        modelBuilder.Entity<StoredResult>().HasIndex(r => r.Uploader);
    }
}
