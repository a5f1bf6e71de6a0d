namespace Iexec.Worker.Running;

/// <summary>IPv4 ranges that are no part of the public internet (IANA special-purpose registry, RFC 6890).</summary>
internal static class PrivateAddresses
{
    public static IReadOnlyList<string> V4 { get; } =
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
}
