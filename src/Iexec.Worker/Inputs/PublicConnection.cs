using System.Net;
using System.Net.Sockets;
using Iexec.Worker.Running;

namespace Iexec.Worker.Inputs;

/// <summary>
/// Connects to public addresses only: a deal's URLs come from strangers and must not reach the worker's own network. The address is
/// checked when it is used, so a name that resolves differently the second time gains nothing.
/// </summary>
internal static class PublicConnection
{
    private static readonly IReadOnlyList<IPNetwork> Private = [.. PrivateAddresses.V4.Select(n => IPNetwork.Parse(n))];
    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    // Parts of it that are not public, or that carry an IPv4 address which may be private (IANA special-purpose registry, RFC 6890).
    private static readonly IReadOnlyList<IPNetwork> PrivateV6 =
    [
        IPNetwork.Parse("2001::/23"),     // protocol assignments, with Teredo
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"),     // 6to4
        IPNetwork.Parse("3fff::/20"),     // documentation
    ];


    /// <summary>A client that follows no redirect to a private address, for each connection is checked.</summary>
    /// <param name="allowPrivate">For tests and networks on one machine.</param>
    public static HttpClient CreateClient(bool allowPrivate) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        MaxAutomaticRedirections = 5,
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, allowPrivate, ct),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Whether an address is part of the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Private.Any(n => n.Contains(address))
            : PublicV6.Contains(address) && !PrivateV6.Any(n => n.Contains(address));
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool allowPrivate, CancellationToken ct)
    {
        var addresses = (await Dns.GetHostAddressesAsync(to.Host, ct)).Where(a => allowPrivate || IsPublic(a)).ToArray();
        if (addresses.Length == 0)
            throw new HttpRequestException($"{to.Host} has no public address");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
