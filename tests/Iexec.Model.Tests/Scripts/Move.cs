using Iexec.Ethereum;

namespace Iexec.Model.Tests;

/// <summary>A step as it was played: what the model said, and what to ask the chain.</summary>
/// <param name="Step">The step.</param>
/// <param name="Time">When, in seconds since 1970.</param>
/// <param name="Outcome">What the model said.</param>
/// <param name="Encode">Makes the call; it may take signing.</param>
public sealed record Move(Step Step, ulong Time, Outcome Outcome, Func<CallRequest> Encode)
{
    /// <summary>What the cast's receiver of results is called with; null if it is not.</summary>
    public byte[]? Callback { get; init; }
}
