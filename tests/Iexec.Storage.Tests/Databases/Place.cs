using System.Data.Common;
using Iexec.Hosting;
using Iexec.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Iexec.Storage.Tests.Databases;

/// <summary>Where the services of a test have their databases: files in a folder, or one database of a server.</summary>
internal sealed class Place : IDisposable
{
    private static int _last;

    private readonly string _folder = Directory.CreateTempSubdirectory("iexec-storage-").FullName;
    private readonly string? _server;

    public Place(PostgreSql? server = null) => _server = server?.ConnectionString($"place{Interlocked.Increment(ref _last)}");

    public bool IsSqlite => _server is null;

    public string PathOf<T>() where T : ServiceDb<T>, IServiceDb => Path.Combine(_folder, "data", T.Name + ".db");

    /// <summary>As a service opens it.</summary>
    public T Open<T>() where T : ServiceDb<T>, IServiceDb
    {
        var options = new DbContextOptionsBuilder<T>();
        _ = _server is null ? options.UseSqliteFile(PathOf<T>(), pooling: false) : options.UsePostgreSql(_server, T.Name);
        return (T)Activator.CreateInstance(typeof(T), options.Options)!;
    }

    public async Task<T> MigrateAsync<T>() where T : ServiceDb<T>, IServiceDb
    {
        var db = Open<T>();
        await db.BringUpToDateAsync(default);
        return db;
    }

    /// <summary>
    /// A service's tables as they were made before there were migrations: in a file of its own, or in the public schema of the server's
    /// database.
    /// </summary>
    public async Task<DbConnection> MakeOldAsync<T>() where T : ServiceDb<T>, IServiceDb
    {
        await using var db = Open<T>();
        if (IsSqlite)
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf<T>())!);
        else
            await db.GetService<Microsoft.EntityFrameworkCore.Storage.IRelationalDatabaseCreator>().CreateAsync();
        var connection = db.Database.GetDbConnection();
        var own = (DbConnection)Activator.CreateInstance(connection.GetType(), connection.ConnectionString)!;
        await own.OpenAsync();
        var steps = db.GetService<IMigrationsAssembly>();
        var first = steps.CreateMigration(steps.Migrations["0001"], db.Database.ProviderName!);
        foreach (var script in first.UpOperations.Cast<SqlOperation>())
            await own.RunAsync(script.Sql);
        return own;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
