using System.Diagnostics;
using Xunit;

namespace Iexec.Testing;

/// <summary>A PostgreSQL server of the tests' own (<c>IClassFixture&lt;PostgreSql&gt;</c>), reached by a socket in its folder.</summary>
public sealed class PostgreSql : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"pg-{Guid.NewGuid():n}"[..12]);
    private Process? _server;

    /// <summary>Whether PostgreSQL is not installed.</summary>
    public bool IsAbsent => _server is null;

    /// <summary>Skips the running test where PostgreSQL is not installed.</summary>
    public void SkipIfAbsent() => Assert.SkipWhen(IsAbsent, "PostgreSQL is not installed: install the Debian package postgresql.");

    /// <summary>Where a database is, which need not exist. Skips the running test where PostgreSQL is not installed.</summary>
    public string ConnectionString(string database)
    {
        SkipIfAbsent();
        return $"Host={_folder};Username=test;Database={database};Pooling=false";
    }

    /// <summary>Starts the server where it is installed.</summary>
    public async ValueTask InitializeAsync()
    {
        if (Home() is not { } home)
            return;
        Directory.CreateDirectory(_folder);
        if (Environment.IsPrivilegedProcess)
            Require(await RunAsync("chown", "postgres", _folder), "chown");
        var data = Path.Combine(_folder, "data");
        Require(await RunAsync([.. AsUser, Path.Combine(home, "initdb"), "-D", data, "-U", "test", "-A", "trust", "--no-sync"]), "initdb");
        _server = Start(
            [.. AsUser, Path.Combine(home, "postgres"), "-D", data, "-k", _folder, "-c", "listen_addresses=", "-c", "fsync=off"]);
        using var patience = new CancellationTokenSource(Patience);
        while (await RunAsync(Path.Combine(home, "pg_isready"), "--quiet", "--host", _folder) != 0)
        {
            if (_server.HasExited || patience.IsCancellationRequested)
                throw new InvalidOperationException("PostgreSQL does not start");
        }
    }

    /// <summary>Stops it and removes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The newest that Debian has installed.
    private static string? Home() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(v => Path.Combine(v, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).MaxBy(bin => bin, StringComparer.Ordinal)
        : null;

    // The server refuses to run as root.
    private static string[] AsUser => Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];

    private static void Require(int exitCode, string what)
    {
        if (exitCode != 0)
            throw new InvalidOperationException($"{what} ended with {exitCode}");
    }

    private static async Task<int> RunAsync(params string[] command)
    {
        using var process = Start(command);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static Process Start(string[] command)
    {
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
