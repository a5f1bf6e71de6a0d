using System.Net;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Market;

/// <summary>
/// The published login: a random challenge, signed, good for one request within five minutes. Each request for a challenge
/// gets a new one, so that nobody can spoil another's.
/// </summary>
internal sealed class Challenges(MarketSettings settings, TimeProvider time, Random random)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>A new challenge.</summary>
    public async Task<LoginChallenge> CreateAsync(MarketDb db, Address address, CancellationToken ct)
    {
        var challenge = MarketAuthorization.ChallengePrefix + random.GetString(Alphabet, 32);
        var now = time.GetUtcNow();
        var nowMs = now.ToUnixTimeMilliseconds();
        await db.Challenges.Where(c => c.Expires <= nowMs).ExecuteDeleteAsync(ct);
        db.Challenges.Add(new()
        {
            Digest = MarketAuthorization.Digest(settings.ChainId, challenge),
            Address = address,
            Expires = (now + Life).ToUnixTimeMilliseconds(),
        });
        await db.SaveChangesAsync(ct);
        return LoginChallenge.Of(settings.ChainId, challenge);
    }

    /// <summary>Who sends the request; its challenge is used up.</summary>
    /// <exception cref="UserErrorException">The request proves nobody (403).</exception>
    public async Task<Address> LogInAsync(MarketDb db, HttpRequest request, CancellationToken ct)
    {
        var parts = request.Headers.Authorization.ToString().Split('_');
        if (parts.Length != 3)
            throw Invalid("the header 'authorization' must be <hash>_<signature>_<address> of a challenge from GET /challenge");
        if (!Bytes32.TryParse(parts[0], out var digest)
            || !Signature.TryParse(parts[1], out var signature)
            || !Address.TryParse(parts[2], out var address))
            throw Invalid("its hash, signature or address is malformed");
        if (!signature.TryRecover(digest, out var signer) || signer != address)
            throw Invalid($"the signature is not {address}'s");
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var used = await db.Challenges.Where(c => c.Digest == digest && c.Address == address && c.Expires > now).ExecuteDeleteAsync(ct);
        return used == 1
            ? address
            : throw Invalid("the challenge was used, has expired, or was never given to this address; ask for a new one");
    }

    private static UserErrorException Invalid(string why) => new($"invalid authorization: {why}", HttpStatusCode.Forbidden);
}
