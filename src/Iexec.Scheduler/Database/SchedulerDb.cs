using Iexec.Chain;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Database;

/// <summary>The scheduler's memory: what the chain can not tell, and a cache of what it can.</summary>
internal sealed class SchedulerDb(DbContextOptions<SchedulerDb> options) : ServiceDb<SchedulerDb>(options), IServiceDb
{
    /// <inheritdoc/>
    public static string Name => "scheduler";

    public DbSet<DealRow> Deals => Set<DealRow>();

    public DbSet<TaskRow> Tasks => Set<TaskRow>();

    public DbSet<ReplicateRow> Replicates => Set<ReplicateRow>();

    public DbSet<TransactionRow> Transactions => Set<TransactionRow>();

    public DbSet<TimelineRow> Timeline => Set<TimelineRow>();

    public DbSet<LogsRow> Logs => Set<LogsRow>();

    public DbSet<OfferRow> Offers => Set<OfferRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddChainFollower().AddTransactionOutbox();
        modelBuilder.Entity<DealRow>().HasKey(d => d.Id);
        modelBuilder.Entity<DealRow>().HasIndex(d => d.IsOpened);
        modelBuilder.Entity<TaskRow>(task =>
        {
            task.HasKey(t => t.Id);
            task.HasIndex(t => t.Deal);
            task.HasIndex(t => t.IsFinal);
        });
        modelBuilder.Entity<ReplicateRow>(replicate =>
        {
            replicate.HasKey(r => new { r.Task, r.Worker });
            replicate.HasIndex(r => new { r.Worker, r.Stage });
            replicate.HasIndex(r => r.Stage);
        });
        modelBuilder.Entity<TransactionRow>().HasKey(t => new { t.Task, t.Kind });
        modelBuilder.Entity<TimelineRow>(entry =>
        {
            entry.HasKey(e => e.Id);
            entry.HasIndex(e => e.Task);
            entry.HasIndex(e => e.Block);
        });
        modelBuilder.Entity<LogsRow>(logs =>
        {
            logs.HasKey(l => new { l.Task, l.Worker });
            logs.HasIndex(l => l.Received);
        });
        modelBuilder.Entity<OfferRow>().HasKey(o => o.Hash);
    }
}
