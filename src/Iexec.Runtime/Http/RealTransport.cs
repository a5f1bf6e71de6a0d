using System.Net;
using System.Net.Sockets;

namespace Iexec.Runtime;

/// <summary>HTTP over sockets. Loopback never goes through a proxy; where only the public may be reached, no proxy is used at all.</summary>
internal static class RealTransport
{
    // Connections are renewed so that a service may move.
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);
    private const int Redirects = 5;

    private static readonly SocketsHttpHandler Anywhere = new()
    {
        PooledConnectionLifetime = ConnectionLife,
        ConnectTimeout = ConnectLimit,
        MaxAutomaticRedirections = Redirects,
        UseCookies = false,
        Proxy = new ProxyBeyondLoopback(),
    };

    private static readonly SocketsHttpHandler Public = new()
    {
        PooledConnectionLifetime = ConnectionLife,
        ConnectTimeout = ConnectLimit,
        MaxAutomaticRedirections = Redirects,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, ct),
    };

    public static HttpMessageHandler HandlerFor(Uri address, Reach reach) => reach == Reach.Public ? Public : Anywhere;

    // The address is checked when it is used, so a name that resolves differently the second time gains nothing.
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, CancellationToken ct)
    {
        var addresses = (await Dns.GetHostAddressesAsync(to.Host, ct)).Where(PublicAddresses.Contain).ToArray();
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

    private sealed class ProxyBeyondLoopback : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => HttpClient.DefaultProxy.Credentials;
            set => throw new NotSupportedException();
        }

        public Uri? GetProxy(Uri destination) => HttpClient.DefaultProxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
    }
}
