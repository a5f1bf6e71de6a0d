using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Iexec.Ethereum;
using Iexec.Hosting;

namespace Iexec.Results.Tokens;

/// <summary>Gives and checks upload tokens: JWTs signed with HMAC-SHA-256 (RFC 7515, HS256), each bound to one wallet.</summary>
internal sealed class UploadTokens(byte[] key, TimeSpan life, TimeProvider time)
{
    // The one header written and the only one accepted, so that a token cannot choose how it is checked.
    private static readonly string _header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    /// <summary>A token for a wallet.</summary>
    public string Issue(Address wallet)
    {
        var now = time.GetUtcNow();
        var claims = new TokenClaims(wallet, Guid.NewGuid(), now.ToUnixTimeSeconds(), (now + life).ToUnixTimeSeconds());
        var signed = $"{_header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(Mac(signed))}";
    }

    /// <summary>The wallet a token was given to.</summary>
    /// <param name="token">The Authorization header as it is, without a scheme.</param>
    /// <exception cref="UserErrorException">401: none, not ours, or expired.</exception>
    public Address Verify(string? token)
    {
        if (string.IsNullOrEmpty(token))
            throw Refused("The Authorization header is missing; it must be a token from POST /v1/results/token.");
        if (token.Split('.') is not [var header, var claims, var mac] || header != _header || !Matches($"{header}.{claims}", mac))
            throw Refused("The Authorization header is not a token of this result store; get one from POST /v1/results/token.");
        var said = JsonSerializer.Deserialize<TokenClaims>(Base64Url.DecodeFromChars(claims))!;
        return time.GetUtcNow().ToUnixTimeSeconds() < said.Expires
            ? said.Audience
            : throw Refused("The token has expired; get another from POST /v1/results/token.");
    }

    private bool Matches(string signed, string mac)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes + 1];
        return mac.Length <= Base64Url.GetEncodedLength(HMACSHA256.HashSizeInBytes)
            && Base64Url.TryDecodeFromChars(mac, given, out var length)
            && CryptographicOperations.FixedTimeEquals(given[..length], Mac(signed));
    }

    private byte[] Mac(string signed) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed));

    private static UserErrorException Refused(string why) => new(why, HttpStatusCode.Unauthorized);
}
