using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Results.Tokens;

/// <summary>What an upload token says (RFC 7519 claims).</summary>
/// <param name="Audience">The wallet it was given to.</param>
/// <param name="Subject">A random id.</param>
/// <param name="IssuedAt">In seconds since 1970.</param>
/// <param name="Expires">In seconds since 1970; not good from then on.</param>
internal sealed record TokenClaims(
    [property: JsonPropertyName("aud")] Address Audience,
    [property: JsonPropertyName("sub")] Guid Subject,
    [property: JsonPropertyName("iat")] long IssuedAt,
    [property: JsonPropertyName("exp")] long Expires);
