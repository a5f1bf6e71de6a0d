using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using IPNetwork = System.Net.IPNetwork;

namespace Iexec.Hosting;

/// <summary>Whose word about a caller's address is believed: that of the proxies which the operator names.</summary>
internal static class Proxies
{
    public static IServiceCollection AddProxies(this IServiceCollection services, ServiceSettings settings) =>
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // As far back as the named proxies go.
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in settings.ForwardedHeaders)
                forwarded.KnownIPNetworks.Add(NetworkOf(proxy));
        });

    private static IPNetwork NetworkOf(string text) => IPAddress.TryParse(text, out var one)
        ? new(one, one.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network)
            ? network
            : throw new FormatException($"'{text}' is no address of a proxy, such as 10.0.0.7, and no network of them, such as 10.0.0.0/8");
}
