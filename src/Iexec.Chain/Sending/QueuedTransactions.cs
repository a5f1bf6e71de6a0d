using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>Sends what is queued, in order: a call that depends on an earlier one finds it sent before.</summary>
internal sealed class QueuedTransactions(OutboxSession session)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var queue = session.In(OutboxState.Queued);
        if (queue.Count == 0)
            return;
        var (fee, tip) = await session.FeesAsync(ct);
        var balance = await session.Eth.GetBalanceAsync(session.Wallet, cancellationToken: ct);
        var nonce = await session.Eth.GetTransactionCountAsync(session.Wallet, pending: true, ct);
        foreach (var row in queue)
        {
            if (await IsReadyAsync(row, fee, balance, ct))
            {
                while (session.Rows.Any(r => r.Nonce == nonce))
                    nonce++;
                await SendAsync(row, nonce, fee, tip, ct);
            }
            await session.SaveAsync(ct);
            if (row.State == OutboxState.Queued)
                return;
        }
    }

    // What is signed is stored before it is sent: whatever happens between, the next round or the next process knows of it.
    private async Task SendAsync(OutboxTransaction row, ulong nonce, BigInteger fee, BigInteger tip, CancellationToken ct)
    {
        row.Nonce = nonce;
        session.Sign(row, fee, tip);
        (row.State, row.Reason, row.SentAt) = (OutboxState.Sent, "waits to be mined", row.SentAt ?? session.Now);
        await session.SaveAsync(ct);
        session.HasSent = true;
        await session.Broadcasts.SendAsync(row, ct);
    }

    // False leaves it queued with a reason, or ends it.
    private async Task<bool> IsReadyAsync(OutboxTransaction row, BigInteger fee, BigInteger balance, CancellationToken ct)
    {
        // One that lost its nonce to a transaction from elsewhere may have been mined after all.
        if (row.Attempts.Count > 0 && await session.FindReceiptAsync(row, ct) is { } receipt)
        {
            await session.EndAsync(row, receipt, ct);
            return false;
        }
        try
        {
            var gas = await session.Eth.EstimateGasAsync(new CallRequest(row.To, row.Data, row.Wallet, row.Value), ct);
            row.GasLimit = gas + gas * (ulong)session.Settings.GasMarginPercent / 100 + session.Settings.GasMarginUnits;
        }
        catch (RpcException e) when (Refusal.IsBy(e))
        {
            if (session.In(OutboxState.Sent).Count == 0)
                session.Refuse(row, Refusal.Explain(e));
            else
                row.Reason = $"would fail before the transactions sent earlier are mined: {Refusal.Explain(e)}";
            return false;
        }
        catch (RpcException e) when (Refusal.IsForMoney(e))
        {
            Unfunded(row, balance, $"which is too little: send it some ({e.Message})");
            return false;
        }
        var spendable = session.In(OutboxState.Sent).Aggregate(balance, (left, sent) => left - sent.MostCost);
        var cost = row.Value + row.GasLimit * fee;
        if (spendable >= cost)
            return true;
        Unfunded(row, balance, $"but up to {Ether(balance - spendable + cost)} ETH are needed: send it some");
        return false;
    }

    private void Unfunded(OutboxTransaction row, BigInteger balance, string needed)
    {
        var reason = $"the wallet {session.Wallet} has {Ether(balance)} ETH, {needed}";
        if (session.Settings.RefuseUnfunded)
            session.Refuse(row, reason);
        else
            row.Reason = reason;
    }

    private static string Ether(BigInteger wei) => Units.Format(wei);
}
