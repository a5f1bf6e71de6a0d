using Iexec.Ethereum;

namespace Iexec.Api;

/// <summary>The market's login, as published: an EIP-712 challenge, signed; header <c>hash_signature_address</c>.</summary>
public static class MarketAuthorization
{
    private static readonly Bytes32 TypeHash = Keccak256.HashText("Challenge(string challenge)");

    /// <summary>The text a challenge begins with; 32 random characters follow.</summary>
    public const string ChallengePrefix = "Sign this message to log into iExec Gateway: ";

    /// <summary>What is signed. The market's domain names no contract.</summary>
    public static Bytes32 Digest(ulong chainId, string challenge) =>
        new Eip712Domain("iExec Gateway", "1", chainId).Digest(Keccak256.HashPacked(TypeHash, Keccak256.HashText(challenge)));

    /// <summary>The header for a challenge the market gave.</summary>
    public static string Sign(PrivateKey key, ulong chainId, string challenge)
    {
        var digest = Digest(chainId, challenge);
        return $"{digest}_{Hex.Encode(key.Sign(digest).ToBytes())}_{key.Address}";
    }

    /// <summary>The text in a market's challenge.</summary>
    /// <exception cref="FormatException">It is one that could be misused to sign something else.</exception>
    public static string ReadChallenge(LoginChallenge data) => data.Message.Challenge.StartsWith(ChallengePrefix, StringComparison.Ordinal)
        ? data.Message.Challenge
        : throw new FormatException("the market's challenge is not one");
}
