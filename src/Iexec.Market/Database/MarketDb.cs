using Iexec.Chain;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>The market's memory: a cache of the chain, the orders that were published, and who may log in.</summary>
internal sealed class MarketDb(DbContextOptions<MarketDb> options) : ServiceDb<MarketDb>(options), IServiceDb
{
    /// <inheritdoc/>
    public static string Name => "market";

    public DbSet<OrderRow> Orders => Set<OrderRow>();

    public DbSet<DealRow> Deals => Set<DealRow>();

    public DbSet<CategoryRow> Categories => Set<CategoryRow>();

    public DbSet<WorkerpoolRow> Workerpools => Set<WorkerpoolRow>();

    public DbSet<ChallengeRow> Challenges => Set<ChallengeRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddChainFollower();
        modelBuilder.Entity<OrderRow>(order =>
        {
            order.HasKey(o => o.Hash);
            order.ComplexProperty(o => o.Tag);
            order.HasIndex(o => new { o.Kind, o.Status, o.Price, o.PublishedAt, o.Hash });
            order.HasIndex(o => new { o.Kind, o.Status, o.App, o.Price });
            order.HasIndex(o => new { o.Kind, o.Status, o.Dataset, o.Price });
            order.HasIndex(o => new { o.Kind, o.Status, o.Workerpool, o.Price });
            order.HasIndex(o => new { o.Kind, o.Status, o.Category, o.Price });
            order.HasIndex(o => new { o.Signer, o.Kind, o.Status });
            order.HasIndex(o => o.Block);
            order.HasIndex(o => o.Due);
        });
        modelBuilder.Entity<DealRow>(deal =>
        {
            deal.HasKey(d => d.Id);
            deal.HasIndex(d => new { d.Block, d.LogIndex });
            deal.HasIndex(d => new { d.Category, d.Block });
            deal.HasIndex(d => d.App);
            deal.HasIndex(d => d.Dataset);
            deal.HasIndex(d => d.Workerpool);
            deal.HasIndex(d => d.Requester);
            deal.HasIndex(d => d.AppHash);
            deal.HasIndex(d => d.DatasetHash);
            deal.HasIndex(d => d.WorkerpoolHash);
            deal.HasIndex(d => d.RequestHash);
        });
        modelBuilder.Entity<CategoryRow>(category =>
        {
            category.HasKey(c => c.Id);
            category.Property(c => c.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<WorkerpoolRow>().HasKey(w => w.Workerpool);
        modelBuilder.Entity<ChallengeRow>(challenge =>
        {
            challenge.HasKey(c => c.Digest);
            challenge.HasIndex(c => c.Expires);
        });
    }
}
