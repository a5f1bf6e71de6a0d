using Iexec.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Iexec.Hosting;

/// <summary>Creates the tables before any other part of the service starts.</summary>
internal sealed class DatabaseStart<T>(IDbContextFactory<T> factory) : IHostedLifecycleService where T : DbContext
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (db.Database.IsSqlite())
            PrivateFiles.Protect(db.Database.GetDbConnection().DataSource);
        await db.Database.EnsureCreatedAsync(cancellationToken);
        // Readers go on while one writes; the mode stays with the file.
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
