using Iexec.Ethereum;

namespace Iexec.Api;

/// <summary>
/// Where a workerpool's scheduler answers, signed (EIP-712) by the pool's owner: a market only passes it on. It is good for a day or two,
/// so that an old one is soon worth nothing, and a market takes none that expires before the one it has.
/// </summary>
/// <param name="ApiUrl">The scheduler's address; what is signed is its text.</param>
/// <param name="Expires">When it is void, in seconds since 1970.</param>
/// <param name="Sign">The owner's signature; null where a service of others knows none.</param>
public sealed record SchedulerEntry(Uri ApiUrl, ulong Expires = 0, byte[]? Sign = null)
{
    private static readonly Bytes32 TypeHash = Keccak256.HashText("SchedulerAddress(string apiUrl,uint256 expires)");

    /// <summary>How long a new entry is good.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromHours(24);

    /// <summary>The longest that is believed; more than <see cref="Life"/> because clocks differ.</summary>
    public static TimeSpan LongestLife { get; } = TimeSpan.FromHours(48);

    /// <summary>A new entry, good for <see cref="Life"/>.</summary>
    /// <param name="owner">The key of the pool's owner.</param>
    /// <param name="chainId">The chain.</param>
    /// <param name="workerpool">The pool.</param>
    /// <param name="apiUrl">The scheduler's address.</param>
    /// <param name="now">The time.</param>
    public static SchedulerEntry SignedBy(PrivateKey owner, ulong chainId, Address workerpool, Uri apiUrl, DateTimeOffset now)
    {
        var entry = new SchedulerEntry(apiUrl, (ulong)(now + Life).ToUnixTimeSeconds());
        return entry with { Sign = owner.Sign(entry.Digest(chainId, workerpool)).ToBytes() };
    }

    /// <summary>Why it must not be believed, to be read after "it"; null when it is the owner's word.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="workerpool">The pool.</param>
    /// <param name="owner">The pool's owner on chain.</param>
    /// <param name="now">The time.</param>
    public string? Refusal(ulong chainId, Address workerpool, Address owner, DateTimeOffset now)
    {
        var isSigned = Signature.TryParse(Hex.Encode(Sign ?? []), out var sign)
            && sign.TryRecover(Digest(chainId, workerpool), out var signer)
            && signer == owner;
        if (!isSigned)
            return $"is not signed by {owner}, who owns workerpool {workerpool}";
        if (Expires <= (ulong)now.ToUnixTimeSeconds())
            return "has expired: its scheduler has not renewed it, or this machine's clock is fast";
        return Expires > (ulong)(now + LongestLife).ToUnixTimeSeconds() ? $"is good for more than {LongestLife.TotalHours:0} hours" : null;
    }

    /// <summary>Whether less than half of its life is left.</summary>
    public bool IsAging(DateTimeOffset now) => Expires < (ulong)(now + Life / 2).ToUnixTimeSeconds();

    private Bytes32 Digest(ulong chainId, Address workerpool) => TokenAudience.SchedulerDomain(chainId, workerpool).Digest(
        Keccak256.HashPacked(TypeHash, Keccak256.HashText(ApiUrl.OriginalString), Bytes32.FromInteger(Expires)));
}
