using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Iexec.Testing;

/// <summary>An image registry of its own on a free loopback port: Debian's <c>docker-registry</c>, stopped on disposal.</summary>
public sealed class LocalRegistry : IAsyncDisposable
{
    private const string Program = "/usr/bin/docker-registry";
    private readonly Process _process;
    private readonly string _directory;

    private LocalRegistry(Process process, string directory, string host) => (_process, _directory, Host) = (process, directory, host);

    /// <summary>Why there can be no registry; null where there can.</summary>
    public static string? MissingReason => File.Exists(Program) ? null : $"needs {Program} (Debian package docker-registry)";

    /// <summary>Its host and port, as image names begin.</summary>
    public string Host { get; }

    /// <summary>Starts a registry and waits until it answers.</summary>
    public static async Task<LocalRegistry> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("iexec-registry-").FullName;
        var host = $"127.0.0.1:{FreePort()}";
        var settings = Path.Combine(directory, "config.yml");
        await File.WriteAllTextAsync(
            settings,
            $"version: 0.1\nlog: {{level: error, accesslog: {{disabled: true}}}}\nstorage: {{filesystem: {{rootdirectory: {directory}/data}}}}\nhttp: {{addr: '{host}'}}\n");
        var process = Process.Start(new ProcessStartInfo(Program, ["serve", settings]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var registry = new LocalRegistry(process, directory, host);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await registry.AnswersAsync();
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>A loopback port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task AnswersAsync()
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(new Uri($"http://{Host}/v2/"), limit.Token);
                response.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                await Task.Delay(20, limit.Token);
            }
        }
    }
}
