using Microsoft.EntityFrameworkCore;

namespace Iexec.Storage;

/// <summary>
/// A service's database, with its columns as <see cref="StoredTypes"/> says. Its tables are made by <see cref="DatabaseMigration"/>, by the
/// <see cref="ScriptMigration"/>s beside the derived class.
/// </summary>
/// <typeparam name="T">The derived class.</typeparam>
/// <param name="options">Where it is.</param>
public abstract class ServiceDb<T>(DbContextOptions<T> options) : DbContext(options) where T : ServiceDb<T>, IServiceDb
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseStoredTypes();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        // SQLite has no schemas: each service has a file of its own.
        if (!Database.IsSqlite())
            modelBuilder.HasDefaultSchema(T.Name);
    }
}
