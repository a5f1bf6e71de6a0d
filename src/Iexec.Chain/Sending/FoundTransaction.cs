using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>What an earlier program left open in a wallet's outbox.</summary>
/// <param name="Purpose">What it was for.</param>
/// <param name="State"><see cref="OutboxState.Sent"/> when it may be mined; <see cref="OutboxState.Refused"/> when it is given up.</param>
/// <param name="Hash">The hash under which it was sent last; null when it never was.</param>
public sealed record FoundTransaction(string Purpose, OutboxState State, Bytes32? Hash)
{
    /// <summary>The same for a person.</summary>
    public string Sentence => (State, Hash) switch
    {
        (OutboxState.Sent, _) => $"'{Purpose}' was sent and may still be mined: transaction {Hash}",
        (_, null) => $"'{Purpose}' was not sent, and is given up: nothing was spent; ask for it again if you still want it",
        _ => $"'{Purpose}' was sent as transaction {Hash}, whose place another took; it is given up: "
            + "look that it is not mined before you ask for it again",
    };

    internal static FoundTransaction Of(OutboxTransaction row, OutboxState state) => new(row.Purpose, state, PurposeStatus.Of(row).Hash);
}
