using System.Net;
using System.Net.Sockets;

namespace Iexec.Runtime;

/// <summary>Which addresses are part of the public internet.</summary>
public static class PublicAddresses
{
    /// <summary>The IPv4 networks that are not (IANA special-purpose registry, RFC 6890), in CIDR form.</summary>
    public static IReadOnlyList<string> PrivateV4 { get; } =
    [
        "0.0.0.0/8",       // this network
        "10.0.0.0/8",      // private
        "100.64.0.0/10",   // carrier-grade NAT
        "127.0.0.0/8",     // loopback
        "169.254.0.0/16",  // link-local, with cloud metadata
        "172.16.0.0/12",   // private, with most Docker networks
        "192.0.0.0/24",    // protocol assignments
        "192.0.2.0/24",    // documentation
        "192.168.0.0/16",  // private
        "198.18.0.0/15",   // benchmarks
        "198.51.100.0/24", // documentation
        "203.0.113.0/24",  // documentation
        "224.0.0.0/4",     // multicast
        "240.0.0.0/4",     // reserved, with broadcast
    ];

    private static readonly IReadOnlyList<IPNetwork> Private = [.. PrivateV4.Select(n => IPNetwork.Parse(n))];
    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    // Parts of it that are not public, or that carry an IPv4 address which may be private (IANA special-purpose registry, RFC 6890).
    private static readonly IReadOnlyList<IPNetwork> PrivateV6 =
    [
        IPNetwork.Parse("2001::/23"),     // protocol assignments, with Teredo
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"),     // 6to4
        IPNetwork.Parse("3fff::/20"),     // documentation
    ];

    /// <summary>Whether an address is one of them.</summary>
    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Private.Any(n => n.Contains(address))
            : PublicV6.Contains(address) && !PrivateV6.Any(n => n.Contains(address));
    }
}
