using System.Net.Sockets;

namespace Iexec.Docker;

/// <summary>Where a Docker Engine listens: <c>unix:///path</c> or <c>tcp://host:port</c>.</summary>
/// <param name="Address">The address as an absolute URI of scheme <c>unix</c> or <c>tcp</c>.</param>
public sealed record DockerEndpoint(Uri Address)
{
    /// <summary>The usual socket of an Engine on this machine.</summary>
    public const string UsualSocket = "unix:///var/run/docker.sock";

    /// <summary>The Engine that <c>DOCKER_HOST</c> names, or else the usual socket.</summary>
    /// <exception cref="FormatException"><c>DOCKER_HOST</c> is not an address this client can use.</exception>
    public static DockerEndpoint FromEnvironment() =>
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? Parse(host) : Parse(UsualSocket);

    /// <summary>Reads an address as <c>DOCKER_HOST</c> writes it.</summary>
    /// <exception cref="FormatException">The text is not an address this client can use.</exception>
    public static DockerEndpoint Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme is not ("unix" or "tcp")
            || (address.Scheme == "unix" ? address.AbsolutePath is "" or "/" : address.Host.Length == 0 || address.Port <= 0))
            throw new FormatException($"'{text}' is not a Docker address: use unix:///path/to/socket or tcp://host:port.");
        return new DockerEndpoint(address);
    }

    /// <summary>Opens a connection to the Engine.</summary>
    public async Task<Stream> ConnectAsync(CancellationToken ct)
    {
        var unix = Address.Scheme == "unix";
        var socket = unix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (unix)
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Address.LocalPath), ct);
            else
                await socket.ConnectAsync(Address.Host, Address.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Address.OriginalString;
}
