using System.Net.Sockets;
using Xunit;

namespace Iexec.Testing;

/// <summary>The Docker Engine that tests use: that of <c>DOCKER_HOST</c>, or else the usual socket.</summary>
public static class DockerEngine
{
    private static readonly Lazy<string?> Missing = new(Probe);

    /// <summary>Its address, as <c>DOCKER_HOST</c> writes it.</summary>
    public static string Address =>
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : "unix:///var/run/docker.sock";

    /// <summary>Why there is no Engine; null where one answers.</summary>
    public static string? MissingReason => Missing.Value;

    /// <summary>Skips the test where no Engine answers.</summary>
    public static void SkipIfMissing() => Assert.SkipWhen(MissingReason is not null, MissingReason ?? "");

    private static string? Probe()
    {
        try
        {
            var address = new Uri(Address);
            using var handler = new SocketsHttpHandler { ConnectCallback = (_, cancellation) => new ValueTask<Stream>(ConnectAsync(address, cancellation)) };
            using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) };
            using var response = http.Send(new HttpRequestMessage(HttpMethod.Get, "http://docker/_ping"));
            response.EnsureSuccessStatusCode();
            return null;
        }
        catch (Exception exception) when (exception is UriFormatException or HttpRequestException or TaskCanceledException)
        {
            return $"needs a Docker Engine: none answers at {Address} ({exception.Message})";
        }
    }

    private static async Task<Stream> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        var unix = address.Scheme == "unix";
        var socket = unix ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (unix)
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.LocalPath), cancellation);
        else
            await socket.ConnectAsync(address.Host, address.Port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
