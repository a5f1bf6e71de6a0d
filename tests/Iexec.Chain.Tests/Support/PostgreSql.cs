using System.Diagnostics;
using Xunit;

namespace Iexec.Chain.Tests;

/// <summary>A PostgreSQL server of the tests' own, reached by a socket in its folder.</summary>
public sealed class PostgreSql : IAsyncLifetime
{
    private static readonly string[] Homes = ["/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin"];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"pg-{Guid.NewGuid():n}"[..12]);
    private Process? _server;

    /// <summary>Where it is. Skips the running test, which has to be a skippable one, where PostgreSQL is not installed.</summary>
    public string ConnectionString(string database)
    {
        Assert.SkipWhen(_server is null, "PostgreSQL is not installed: install the Debian package postgresql.");
        return $"Host={_folder};Username=test;Database={database};Pooling=false";
    }

    public async ValueTask InitializeAsync()
    {
        if (Homes.FirstOrDefault(Directory.Exists) is not { } home)
            return;
        Directory.CreateDirectory(_folder);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", _folder);
        var data = Path.Combine(_folder, "data");
        await RunAsync([.. AsUser, Path.Combine(home, "initdb"), "-D", data, "-U", "test", "-A", "trust", "--no-sync"]);
        _server = Start([.. AsUser, Path.Combine(home, "postgres"), "-D", data, "-k", _folder, "-c", "listen_addresses=", "-c", "fsync=off"]);
        await Wait.UntilAsync(() => File.Exists(Path.Combine(_folder, ".s.PGSQL.5432")), "PostgreSQL listens", _server.WaitForExitAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
            return;
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The server refuses to run as root.
    private static string[] AsUser => Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--"] : [];

    private static async Task RunAsync(params string[] command)
    {
        using var process = Start(command);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}");
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
