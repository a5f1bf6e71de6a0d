using System.Globalization;
using Iexec.Ethereum;

namespace Iexec.Api;

/// <summary>
/// Proves to a service who calls, without a round trip: the wallet signs (EIP-712) its own address, the service's and an expiry.
/// Text: <c>address.expires.signature</c>, sent as <c>Authorization: Bearer …</c>.
/// </summary>
public static class WalletToken
{
    private const string Scheme = "Bearer ";
    private static readonly Bytes32 TypeHash = Keccak256.HashText("Login(address wallet,string service,uint256 expires)");
    private static readonly AbiType[] Types = [.. "bytes32 address bytes32 uint256".Split(' ').Select(AbiType.Parse)];

    /// <summary>The longest life a service accepts.</summary>
    public static TimeSpan LongestLife { get; } = TimeSpan.FromHours(24);

    /// <summary>A new header value.</summary>
    public static string Issue(PrivateKey key, TokenAudience audience, DateTimeOffset expires)
    {
        var seconds = expires.ToUnixTimeSeconds();
        return $"{Scheme}{key.Address}.{seconds}.{Hex.Encode(key.Sign(Digest(key.Address, seconds, audience)).ToBytes())}";
    }

    /// <summary>The wallet that a header value proves; null when it proves none.</summary>
    /// <param name="header">The header's value.</param>
    /// <param name="audience">The audience it must be for.</param>
    /// <param name="now">The time.</param>
    public static Address? Verify(string? header, TokenAudience audience, DateTimeOffset now)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.Ordinal))
            return null;
        var parts = header[Scheme.Length..].Split('.');
        if (parts.Length != 3
            || !Address.TryParse(parts[0], out var wallet)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            || expires <= now.ToUnixTimeSeconds()
            || expires > (now + LongestLife).ToUnixTimeSeconds())
            return null;
        try
        {
            var signer = Signature.Parse(parts[2]).Recover(Digest(wallet, expires, audience));
            return signer == wallet ? wallet : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Bytes32 Digest(Address wallet, long expires, TokenAudience audience) =>
        audience.Domain.Digest(Keccak256.Hash(AbiCodec.Encode(Types, [TypeHash, wallet, Keccak256.HashText(audience.Authority), expires])));
}
