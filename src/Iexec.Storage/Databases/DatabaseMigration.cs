using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Iexec.Storage;

/// <summary>Brings databases to the layout that the program needs.</summary>
public static class DatabaseMigration
{
    // Any number will do that no other program takes in the same database.
    private const long PostgreSqlLock = 0x6965786563;

    /// <summary>The history's table, which is in the service's schema.</summary>
    public const string HistoryTable = "__EFMigrationsHistory";

    /// <summary>
    /// Makes the database when it is absent, and runs the steps that it lacks, all of them or none. Other processes that start meanwhile
    /// wait.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="ct">Cancels; nothing is changed then.</param>
    /// <exception cref="InvalidOperationException">The database was made by a newer version of the program.</exception>
    public static async Task BringUpToDateAsync<T>(this ServiceDb<T> db, CancellationToken ct) where T : ServiceDb<T>, IServiceDb
    {
        ArgumentNullException.ThrowIfNull(db);
        var isSqlite = db.Database.IsSqlite();
        if (isSqlite)
            await SqliteFile.PrepareAsync(db, ct);
        else
            await CreateAsync(db, ct);
        // The lock is this transaction's and ends with the process. EF's own one in SQLite is a row, which a killed process leaves behind.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!isSqlite)
            await LockAsync(db, T.Name, ct);
        // PostgreSQL ends a transaction in which a table is not found.
        await db.Database.ExecuteSqlRawAsync(db.GetService<IHistoryRepository>().GetCreateIfNotExistsScript(), ct);
        var unknown = (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).ToList();
        if (unknown.Count > 0)
            throw new InvalidOperationException(
                $"the database '{T.Name}' has step {unknown[^1]}, which this program does not know: "
                + "use the newer version that made it, or another database");
        await db.Database.MigrateAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// Allows EF to run steps that have no snapshot of the model, inside a transaction. A test compares the outcome with the model.
    /// </summary>
    public static DbContextOptionsBuilder UseMigrations(this DbContextOptionsBuilder options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.ConfigureWarnings(
            w => w.Ignore(RelationalEventId.PendingModelChangesWarning, RelationalEventId.MigrationsUserTransactionWarning));
    }

    private static async Task CreateAsync(DbContext db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(ct))
            return;
        try
        {
            await creator.CreateAsync(ct);
        }
        catch (DbException)
        {
            // Another service was faster.
            if (!await creator.ExistsAsync(ct))
                throw;
        }
    }

    // Unqualified names mean the service's schema until the end of the transaction, and where that lacks them those that were meant before.
    private static async Task LockAsync(DbContext db, string schema, CancellationToken ct)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        await db.Database.ExecuteSqlAsync(
            $"""
            SELECT pg_advisory_xact_lock({PostgreSqlLock}),
                set_config('search_path', {schema} || ', ' || current_setting('search_path'), true)
            """,
            ct);
    }
}
