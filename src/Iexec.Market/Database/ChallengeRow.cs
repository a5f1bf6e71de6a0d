using Iexec.Ethereum;

namespace Iexec.Market;

/// <summary>A login challenge that was given and not used yet.</summary>
internal sealed class ChallengeRow
{
    /// <summary>What is signed.</summary>
    public required Bytes32 Digest { get; init; }

    public required Address Address { get; init; }

    public required DateTimeOffset Expires { get; init; }
}
