using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Iexec.Protocol;

/// <summary>Where the data of a dataset or an input file is, in the forms that are in use on chain.</summary>
public static partial class DataAddress
{
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";
    private const int Sha256Multihash = 34;

    // The protocol code 421 of a multiaddr, a varint, for /ipfs and /p2p.
    private static ReadOnlySpan<byte> IpfsProtocol => [0xa5, 0x03];

    /// <summary>The text of a dataset's multiaddr: UTF-8, or the binary multiaddr that published clients make of <c>/ipfs/…</c>.</summary>
    public static string TextOf(byte[] multiaddr) =>
        multiaddr.AsSpan().StartsWith(IpfsProtocol) && multiaddr.Length > 3 && multiaddr[2] == multiaddr.Length - 3
            ? $"/ipfs/{CidOf(multiaddr.AsSpan(3))}"
            : Encoding.UTF8.GetString(multiaddr);

    /// <summary>The path that a gateway serves, <c>/ipfs/…</c>, of an address <c>/ipfs/…</c> or <c>ipfs://…</c>; null for any other.</summary>
    public static string? IpfsPathOf(string address) =>
        Ipfs().Match(address) is { Success: true } match && !match.Groups["path"].Value.Split('/').Any(part => part is "." or "..")
            ? $"/ipfs/{match.Groups["cid"].Value}{match.Groups["path"].Value}"
            : null;

    private static string CidOf(ReadOnlySpan<byte> cid) =>
        // A bare SHA-256 multihash is a CID of version 0 (base58btc); later versions are written in base32 (multiformats/cid).
        cid is [0x12, 0x20, ..] && cid.Length == Sha256Multihash ? Base58Of(cid) : "b" + Base32Of(cid);

    private static string Base58Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var left = new BigInteger(bytes, isUnsigned: true, isBigEndian: true); left > 0; left /= Base58.Length)
            text.Insert(0, Base58[(int)(left % Base58.Length)]);
        return text.ToString();
    }

    private static string Base32Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var b in bytes)
        {
            bits = (bits << 8 | b) & 0xfff;
            for (count += 8; count >= 5; count -= 5)
                text.Append(Base32[bits >> (count - 5) & 31]);
        }
        return count == 0 ? text.ToString() : text.Append(Base32[bits << (5 - count) & 31]).ToString();
    }

    // The path goes into a gateway's address: nothing in it may lead elsewhere there.
    [GeneratedRegex(
        @"\A(?:/ipfs/|ipfs://(?:ipfs/)?)(?<cid>[A-Za-z0-9]{32,128})(?<path>(?:/[A-Za-z0-9 ._~!$&'()*+,;=:@\p{L}\p{N}-]*)*)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ipfs();
}
