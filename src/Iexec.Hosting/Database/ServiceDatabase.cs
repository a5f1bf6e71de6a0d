using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Iexec.Hosting;

/// <summary>Registers a service's database.</summary>
public static class ServiceDatabase
{
    /// <summary>
    /// Registers <typeparamref name="T"/> and its factory on PostgreSQL, or on <c>name.db</c> in the data folder, and creates its tables before
    /// the service starts. Tables that exist are left as they are: nothing migrates an older layout.
    /// </summary>
    /// <param name="services">The service's registrations.</param>
    /// <param name="settings">Which database.</param>
    /// <param name="name">The SQLite file's name without extension.</param>
    public static IServiceCollection AddDatabase<T>(this IServiceCollection services, ServiceSettings settings, string name) where T : DbContext
    {
        services.AddDbContextFactory<T>(options => _ = settings.PostgreSql is { } server
            ? options.UseNpgsql(server)
            : options.UseSqlite(SqliteFile(Path.Combine(settings.DataFolder, name + ".db"))));
        services.AddHostedService<DatabaseStart<T>>();
        services.AddHealthChecks().AddCheck<DatabaseHealth<T>>("database");
        return services;
    }

    // A writer that meets another waits this long for it before SQLite says that the database is locked.
    private static string SqliteFile(string path) =>
        new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), DefaultTimeout = 30 }.ToString();
}
