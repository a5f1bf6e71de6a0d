using System.Numerics;
using Iexec.Ethereum;
using Microsoft.Extensions.Logging;

namespace Iexec.Chain;

/// <summary>Brings what was sent nearer to its end: finds receipts, watches them for reorgs, replaces and sends again what is not mined.</summary>
internal sealed class SentTransactions(OutboxSession session)
{
    /// <param name="minedCount">How many of the wallet's transactions are on chain: the first nonce that is not used.</param>
    /// <param name="ct">Cancels.</param>
    public async Task RunAsync(ulong minedCount, CancellationToken ct)
    {
        var sent = session.In(OutboxState.Sent);
        var mined = session.In(OutboxState.Succeeded, OutboxState.Failed);
        if (mined.Count > 0)
            await WatchAsync(mined, ct);
        foreach (var row in sent.OrderBy(r => r.Nonce))
            await PursueAsync(row, row.Nonce < minedCount, ct);
        await new NonceGap(session).CloseAsync(minedCount, ct);
    }

    // Only a new head can add a confirmation or take a block back. What is settled is here because its nonce is unused again.
    private async Task WatchAsync(List<OutboxTransaction> mined, CancellationToken ct)
    {
        var head = await session.Eth.GetBlockAsync(BlockTag.Latest, ct);
        if (head is null || (head.Hash == session.WatchedHead && !mined.Exists(r => r.IsSettled)))
            return;
        foreach (var row in mined)
            await WatchAsync(row, head.Number, ct);
        session.WatchedHead = head.Hash;
    }

    // Mined, but not deep enough to be sure.
    private async Task WatchAsync(OutboxTransaction row, ulong head, CancellationToken ct)
    {
        if (await session.FindReceiptAsync(row, ct) is { } receipt)
        {
            if (receipt.TransactionHash != row.MinedHash || receipt.BlockNumber != row.MinedBlock || receipt.Succeeded != (row.State == OutboxState.Succeeded))
                await session.EndAsync(row, receipt, ct);
            row.IsSettled = head >= receipt.BlockNumber + (ulong)session.Settings.Confirmations;
        }
        else
        {
            (row.State, row.IsSettled, row.MinedHash, row.MinedBlock, row.MinedAt) = (OutboxState.Sent, false, null, null, null);
            row.Reason = "the chain dropped the block that held it";
            session.Log.LogWarning("{Purpose} is sent again: {Reason}", row.Purpose, row.Reason);
        }
        await session.SaveAsync(ct);
    }

    private async Task PursueAsync(OutboxTransaction row, bool isNonceUsed, CancellationToken ct)
    {
        if (!isNonceUsed)
        {
            row.NonceLostAt = null;
            if (session.Now - row.Attempts[^1].SignedAt >= session.Settings.BumpAfter)
                await BumpAsync(row, ct);
            if (session.Broadcasts.IsDue(row.Attempts[^1]))
                await session.Broadcasts.SendAsync(row, ct);
        }
        else if (await session.FindReceiptAsync(row, ct) is { } receipt)
            await session.EndAsync(row, receipt, ct);
        else
            LoseNonce(row);
        await session.SaveAsync(ct);
    }

    private void LoseNonce(OutboxTransaction row)
    {
        var since = row.NonceLostAt ??= session.Now;
        row.Reason = $"nonce {row.Nonce} of {session.Wallet} is used on chain by a transaction from elsewhere";
        if (session.Now - since < session.Settings.NonceLostAfter)
            return;
        if (row.IsFiller)
        {
            session.Refuse(row, "its nonce is used");
            return;
        }
        session.Log.LogWarning("{Purpose} gets a new nonce: {Reason}", row.Purpose, row.Reason);
        (row.State, row.Nonce, row.NonceLostAt) = (OutboxState.Queued, null, null);
    }

    // Nodes take a replacement that offers at least a tenth more of both fees; this offers an eighth more.
    private async Task BumpAsync(OutboxTransaction row, CancellationToken ct)
    {
        var last = row.Attempts[^1];
        var fees = await session.FeesAsync(ct);
        var settings = session.Settings;
        var fee = BigInteger.Min(BigInteger.Max(last.MaxFeePerGas * 9 / 8 + 1, fees.MaxFeePerGas), settings.MaxFeePerGas);
        var mostTip = BigInteger.Min(settings.MaxPriorityFeePerGas, fee);
        var tip = BigInteger.Min(BigInteger.Max(last.MaxPriorityFeePerGas * 9 / 8 + 1, fees.MaxPriorityFeePerGas), mostTip);
        if (fee * 10 < last.MaxFeePerGas * 11 || tip * 10 < last.MaxPriorityFeePerGas * 11)
        {
            row.Reason = $"not mined at {last.MaxFeePerGas} wei per gas, {last.MaxPriorityFeePerGas} of them as tip, and the limits of "
                + $"{settings.MaxFeePerGas} and {settings.MaxPriorityFeePerGas} leave no room to offer more";
            return;
        }
        session.Sign(row, fee, tip);
        row.Reason = $"not mined at {last.MaxFeePerGas} wei per gas; offers {fee} now";
        session.Log.LogInformation("{Purpose} (nonce {Nonce}): {Reason}", row.Purpose, row.Nonce, row.Reason);
        await session.SaveAsync(ct);
    }
}
