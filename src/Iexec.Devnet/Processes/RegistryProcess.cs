using Iexec.Runtime;

namespace Iexec.Devnet.Processes;

/// <summary>A local image registry: the Docker registry of the system, on the loopback interface, its images kept between runs.</summary>
public static class RegistryProcess
{
    private const int UsualPort = 5005;

    /// <summary>Starts it. The result is its address; images in it are named <c>127.0.0.1:port/name</c>.</summary>
    /// <param name="supervisor">Watches and stops it.</param>
    /// <param name="port">Port to insist on; null for 5005, or another if that is taken.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DevnetException">The registry is missing, the port is taken, or it did not start.</exception>
    public static async Task<Uri> StartAsync(Supervisor supervisor, int? port, CancellationToken cancellation)
    {
        var program = Programs.Find("docker-registry")
            ?? throw new DevnetException("docker-registry is missing. As root on Debian: apt-get install --no-install-recommends docker-registry");
        var url = new Uri($"http://127.0.0.1:{Ports.Choose("the image registry", port, UsualPort)}");
        var folder = supervisor.State.Subfolder("registry");
        var settings = Path.Combine(folder, "config.yml");
        await File.WriteAllTextAsync(settings, Settings(url, folder), cancellation);
        using var http = Surroundings.Real.CreateHttp(HttpBounds.Message);
        await supervisor.StartAsync(
            new ProcessSpec
            {
                Name = "registry",
                Program = program,
                Arguments = ["serve", settings],
                Answers = async token =>
                {
                    using var answer = await http.GetAsync(new Uri(url, "/v2/"), token);
                    return answer.IsSuccessStatusCode;
                },
            },
            cancellation);
        return url;
    }

    private static string Settings(Uri url, string folder) =>
        $"""
        version: 0.1
        log:
          level: warn
          accesslog:
            disabled: true
        storage:
          filesystem:
            rootdirectory: '{Path.Combine(folder, "data").Replace("'", "''", StringComparison.Ordinal)}'
        http:
          addr: {url.Authority}

        """;
}
