using Iexec.Storage;
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
            cursor.Ignore(c => c.LastBlock).Ignore(c => c.Identity);
        });
        model.Entity<FollowedBlock>().ToTable("ChainBlocks").HasKey(b => new { b.Follower, b.Number });
        return model;
    }

    /// <summary>The SQL of a step of these tables, for a service's migration.</summary>
    /// <param name="step">Its number, such as <c>0001</c>. A service runs each of them once and in order.</param>
    public static SqlScript Script(string step) => SqlScript.Of<ChainCursor>($"follower.{step}");
}
