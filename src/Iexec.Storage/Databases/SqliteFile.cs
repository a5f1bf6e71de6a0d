using Iexec.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Storage;

/// <summary>A database in a file.</summary>
public static class SqliteFile
{
    // A writer that meets another waits so many seconds for it before SQLite says that the database is locked.
    private const int Patience = 30;

    /// <summary>Uses the SQLite database in a file.</summary>
    /// <param name="options">The options.</param>
    /// <param name="path">The file; made by <see cref="DatabaseMigration"/> when absent.</param>
    /// <param name="pooling">Whether connections, and with them the file, stay open for the next user.</param>
    public static DbContextOptionsBuilder UseSqliteFile(this DbContextOptionsBuilder options, string path, bool pooling = true)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), DefaultTimeout = Patience, Pooling = pooling };
        return options.UseSqlite(file.ToString()).UseMigrations();
    }

    // An empty file is an empty database. SQLite gives the files beside it the same rights.
    internal static async Task PrepareAsync(DbContext db, CancellationToken ct)
    {
        var path = db.Database.GetDbConnection().DataSource;
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
            await PrivateFile.Create(path).DisposeAsync();
        // Readers go on while one writes; the mode stays with the file.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
    }
}
