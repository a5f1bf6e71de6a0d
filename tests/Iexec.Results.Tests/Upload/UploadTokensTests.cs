using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Results.Tokens;
using Iexec.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Iexec.Results.Tests.Upload;

public sealed class UploadTokensTests
{
    private static readonly Address Wallet = Address.Parse("0x00000000000000000000000000000000000000aa");
    private readonly byte[] _key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private readonly ManualTime _time = new();

    private UploadTokens Tokens => new(_key, TimeSpan.FromHours(1), _time, new Random(1));

    [Fact]
    public async Task A_token_of_ours_names_its_wallet()
    {
        Assert.Equal(Wallet, await Tokens.VerifyAsync(Tokens.Issue(Wallet)));
        Assert.Equal(Wallet, await Tokens.VerifyAsync(Made()));
    }

    [Fact]
    public async Task Another_key_algorithm_or_audience_and_a_token_without_end_are_refused()
    {
        string[] wrong =
        [
            Made(key: new byte[32]),
            Made(algorithm: SecurityAlgorithms.HmacSha512, key: [.. _key, .. _key]),
            Made(algorithm: SecurityAlgorithms.HmacSha384, key: [.. _key, .. _key]),
            Made(audience: "somebody"),
            Made(audience: null),
            Unsigned(),
            Made(life: null),
        ];
        foreach (var token in wrong)
            await Assert.ThrowsAsync<UserErrorException>(() => Tokens.VerifyAsync(token));
    }

    [Fact]
    public async Task A_token_ends_at_its_time_by_the_services_clock()
    {
        var token = Tokens.Issue(Wallet);
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await Tokens.VerifyAsync(token);
        _time.Advance(TimeSpan.FromSeconds(1));
        var refused = await Assert.ThrowsAsync<UserErrorException>(() => Tokens.VerifyAsync(token));
        Assert.Contains("expired", refused.Message, StringComparison.Ordinal);
    }

    private string Made(
        string? audience = "0x00000000000000000000000000000000000000aa", byte[]? key = null,
        string algorithm = SecurityAlgorithms.HmacSha256, int? life = 1)
    {
        var said = Said(audience);
        said.Expires = life is { } hours ? _time.GetUtcNow().UtcDateTime.AddHours(hours) : null;
        said.SigningCredentials = new(new SymmetricSecurityKey(key ?? _key), algorithm);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(said);
    }

    private string Unsigned()
    {
        var said = Said(Wallet.ToString());
        said.Expires = _time.GetUtcNow().UtcDateTime.AddHours(1);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(said);
    }

    private SecurityTokenDescriptor Said(string? audience) => new() { Audience = audience, IssuedAt = _time.GetUtcNow().UtcDateTime };
}
