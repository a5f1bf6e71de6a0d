using Microsoft.Extensions.Logging;

namespace Iexec.Chain;

/// <summary>
/// Closes the gap that a transaction from elsewhere leaves when the node counted its nonce and dropped it later: what was sent after it
/// would wait for ever. An empty transaction to the wallet itself takes the place.
/// </summary>
internal sealed class NonceGap(OutboxSession session)
{
    private const ulong GasOfTransfer = 21_000;

    public async Task CloseAsync(ulong minedCount, CancellationToken ct)
    {
        var first = session.In(OutboxState.Sent).MinBy(r => r.Nonce);
        if (first is null || first.Nonce <= minedCount)
        {
            session.Missing = null;
            return;
        }
        first.Reason = $"waits for a transaction from elsewhere with nonce {minedCount} of {session.Wallet}";
        if (await session.Eth.GetTransactionCountAsync(session.Wallet, pending: true, ct) > minedCount)
            session.Missing = null;
        else if (session.Missing is not { } missing || missing.Nonce != minedCount)
            session.Missing = (minedCount, session.Now);
        else if (session.Now - missing.Since >= session.Settings.NonceLostAfter)
            await FillAsync(minedCount, ct);
        await session.SaveAsync(ct);
    }

    private async Task FillAsync(ulong nonce, CancellationToken ct)
    {
        var fees = await session.FeesAsync(ct);
        var row = new OutboxTransaction
        {
            Wallet = session.Wallet,
            Purpose = $"fill the gap at nonce {nonce} ({session.Now:O})",
            To = session.Wallet,
            Data = [],
            QueuedAt = session.Now,
            SentAt = session.Now,
            State = OutboxState.Sent,
            Reason = "waits to be mined",
            Nonce = nonce,
            GasLimit = GasOfTransfer,
        };
        session.Add(row);
        session.Sign(row, fees.MaxFeePerGas, fees.MaxPriorityFeePerGas);
        session.Log.LogWarning("{Purpose}: the node does not have the transaction from elsewhere any more", row.Purpose);
        await session.SaveAsync(ct);
        await session.Broadcasts.SendAsync(row, ct);
    }
}
