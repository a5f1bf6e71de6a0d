namespace Iexec.Api;

/// <summary>A market gives a challenge.</summary>
/// <param name="Data">What to sign.</param>
/// <param name="Ok">True.</param>
public sealed record ChallengeReply(LoginChallenge Data, bool Ok = true);

/// <summary>A market's challenge, as the EIP-712 typed data that wallets sign.</summary>
/// <param name="Types">The types by name.</param>
/// <param name="Domain">The domain, which names no contract.</param>
/// <param name="PrimaryType">The type of the message.</param>
/// <param name="Message">The message.</param>
public sealed record LoginChallenge(
    IReadOnlyDictionary<string, IReadOnlyList<LoginChallenge.Field>> Types,
    LoginChallenge.DomainFields Domain,
    string PrimaryType,
    LoginChallenge.Text Message)
{
    /// <summary>The challenge of a chain's market.</summary>
    public static LoginChallenge Of(ulong chainId, string challenge) => new(
        new Dictionary<string, IReadOnlyList<Field>>
        {
            ["EIP712Domain"] = [new("name", "string"), new("version", "string"), new("chainId", "uint256")],
            ["Challenge"] = [new("challenge", "string")],
        },
        new("iExec Gateway", "1", chainId.ToString()),
        "Challenge",
        new(challenge));

    /// <summary>A field of a type.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Its Solidity type.</param>
    public sealed record Field(string Name, string Type);

    /// <summary>The domain.</summary>
    /// <param name="Name">Whose protocol it is.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="ChainId">The chain, as text.</param>
    public sealed record DomainFields(string Name, string Version, string ChainId);

    /// <summary>The message.</summary>
    /// <param name="Challenge">The text that is signed.</param>
    public sealed record Text(string Challenge);
}
