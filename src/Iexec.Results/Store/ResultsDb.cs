using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Results.Ipfs;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Results.Store;

/// <summary>Which archive is the result of which task.</summary>
public sealed class ResultsDb(DbContextOptions<ResultsDb> options) : DbContext(options)
{
    /// <summary>One row a task: a result is never replaced.</summary>
    public DbSet<StoredResult> Results => Set<StoredResult>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var result = modelBuilder.Entity<StoredResult>();
        result.HasKey(r => r.Task);
        result.HasIndex(r => r.Uploader);
        result.HasIndex(r => r.UploadedAt);
        result.HasIndex(r => r.Cid);
        result.Property(r => r.Task).HasConversion(task => task.ToString(), text => TaskId.Parse(text, null));
        result.Property(r => r.Cid).HasConversion(cid => cid.ToString(), text => Cid.Parse(text, null));
        result.Property(r => r.Uploader).HasConversion(wallet => wallet.ToString(), text => Address.Parse(text));
        // SQLite compares no times with an offset.
        result.Property(r => r.UploadedAt)
            .HasConversion(at => at.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));
    }
}
