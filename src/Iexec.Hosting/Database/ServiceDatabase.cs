using Iexec.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Iexec.Hosting;

/// <summary>Registers a service's database.</summary>
public static class ServiceDatabase
{
    /// <summary>
    /// Registers <typeparamref name="T"/> and its factory on PostgreSQL, or on a file in the data folder, and brings it up to date before
    /// the service starts.
    /// </summary>
    /// <param name="services">The service's registrations.</param>
    /// <param name="settings">Which database.</param>
    public static IServiceCollection AddDatabase<T>(this IServiceCollection services, ServiceSettings settings)
        where T : ServiceDb<T>, IServiceDb
    {
        services.AddDbContextFactory<T>(options => _ = settings.PostgreSql is { } server
            ? options.UsePostgreSql(server, T.Name)
            : options.UseSqliteFile(Path.Combine(settings.DataFolder, T.Name + ".db")));
        services.AddHostedService<DatabaseStart<T>>();
        services.AddHealthChecks().AddCheck<DatabaseHealth<T>>("database");
        return services;
    }

    /// <summary>Uses a database in PostgreSQL.</summary>
    /// <param name="options">The options.</param>
    /// <param name="server">The connection string.</param>
    /// <param name="schema">The service's schema.</param>
    public static DbContextOptionsBuilder UsePostgreSql(this DbContextOptionsBuilder options, string server, string schema) =>
        options.UseNpgsql(server, npgsql => npgsql.MigrationsHistoryTable(DatabaseMigration.HistoryTable, schema)).UseMigrations();
}
