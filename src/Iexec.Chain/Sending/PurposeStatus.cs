using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>How it stands with what a wallet was to do last for a purpose.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="State">Where the newest transaction for it is.</param>
/// <param name="Tries">How many there were for it, this one included.</param>
/// <param name="Since">When it was last seen to get on: queued, sent or mined.</param>
/// <param name="Reason">What it waits for, or why it was refused or failed; null when it succeeded.</param>
/// <param name="Hash">Its hash: the one mined, else the one signed last; null when none was signed.</param>
public sealed record PurposeStatus(string Purpose, OutboxState State, int Tries, DateTimeOffset Since, string? Reason, Bytes32? Hash)
{
    /// <summary>Whether it may still be mined.</summary>
    public bool IsOpen => State is OutboxState.Queued or OutboxState.Sent;

    internal static PurposeStatus Of(OutboxTransaction row) => new(
        row.Purpose,
        row.State,
        row.Tries,
        row.MinedAt ?? row.SentAt ?? row.QueuedAt,
        row.State == OutboxState.Succeeded ? null : row.Reason,
        row.MinedHash ?? row.Attempts.MaxBy(a => a.Id)?.Hash);
}
