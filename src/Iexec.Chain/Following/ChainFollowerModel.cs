using Microsoft.EntityFrameworkCore;

namespace Iexec.Chain;

/// <summary>The tables of <see cref="ChainFollower{TContext}"/>.</summary>
public static class ChainFollowerModel
{
    /// <summary>Adds the tables to a service's database; call it in <see cref="DbContext.OnModelCreating"/>.</summary>
    public static ModelBuilder AddChainFollower(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<ChainCursor>(cursor =>
        {
            cursor.ToTable("ChainCursors").HasKey(c => c.Follower);
            cursor.Property(c => c.ChainId).Stored();
            cursor.Property(c => c.Genesis).Stored();
            cursor.Property(c => c.NextBlock).Stored();
            cursor.Property(c => c.LastHash).Stored();
            cursor.Property(c => c.LastTime).Stored();
            cursor.Ignore(c => c.LastBlock).Ignore(c => c.Identity);
        });
        model.Entity<FollowedBlock>(block =>
        {
            block.ToTable("ChainBlocks").HasKey(b => new { b.Follower, b.Number });
            block.Property(b => b.Number).Stored();
            block.Property(b => b.Hash).Stored();
        });
        return model;
    }
}
