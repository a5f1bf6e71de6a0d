using System.Net;
using Iexec.Ethereum;
using Iexec.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Iexec.Results.Tokens;

/// <summary>
/// Gives and checks upload tokens: JWTs signed with HMAC-SHA-256 (RFC 7515, HS256), each with the wallet it was given to as its
/// audience.
/// </summary>
internal sealed class UploadTokens
{
    private readonly JsonWebTokenHandler _tokens = new() { SetDefaultTimesOnTokenCreation = false, MaximumTokenSizeInBytes = 4096 };
    private readonly SigningCredentials _signing;
    private readonly TokenValidationParameters _rules;
    private readonly TimeSpan _life;
    private readonly TimeProvider _time;
    private readonly Random _random;

    public UploadTokens(byte[] key, TimeSpan life, TimeProvider time, Random random)
    {
        (_life, _time, _random) = (life, time, random);
        _signing = new(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256);
        _rules = new()
        {
            IssuerSigningKey = _signing.Key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateIssuer = false,
            AudienceValidator = (audiences, _, _) => audiences.ToArray() is [var wallet] && Address.TryParse(wallet, out _),
            LifetimeValidator = (_, expires, _, _) => time.GetUtcNow().UtcDateTime < expires,
        };
    }

    /// <summary>A token for a wallet.</summary>
    public string Issue(Address wallet)
    {
        var id = new byte[16];
        _random.NextBytes(id);
        var now = _time.GetUtcNow().UtcDateTime;
        return _tokens.CreateToken(new SecurityTokenDescriptor
        {
            Audience = wallet.ToString(),
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = new Guid(id).ToString() },
            IssuedAt = now,
            Expires = now + _life,
            SigningCredentials = _signing,
        });
    }

    /// <summary>The wallet a token was given to.</summary>
    /// <param name="token">The Authorization header as it is, without a scheme.</param>
    /// <exception cref="UserErrorException">401: none, not ours, or expired.</exception>
    public async Task<Address> VerifyAsync(string? token)
    {
        if (string.IsNullOrEmpty(token))
            throw Refused("The Authorization header is missing; it must be a token from POST /v1/results/token.");
        var result = await _tokens.ValidateTokenAsync(token, _rules);
        if (result.Exception is SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException)
            throw Refused("The token has expired; get another from POST /v1/results/token.");
        if (!result.IsValid)
            throw Refused("The Authorization header is not a token of this result store; get one from POST /v1/results/token.");
        return Address.Parse(((JsonWebToken)result.SecurityToken).Audiences.Single());
    }

    private static UserErrorException Refused(string why) => new(why, HttpStatusCode.Unauthorized);
}
