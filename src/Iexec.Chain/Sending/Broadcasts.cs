using Iexec.Ethereum;
using Microsoft.Extensions.Logging;

namespace Iexec.Chain;

/// <summary>Gives signed transactions to the node, again and again while they are not mined: nodes drop them, and a process may die before the first time.</summary>
internal sealed class Broadcasts(EthClient eth, TransactionSenderSettings settings, TimeProvider time, ILogger log)
{
    // Only in memory, so that everything is given to the node once more after a restart.
    private readonly Dictionary<Bytes32, DateTimeOffset> _given = [];

    public bool IsDue(OutboxAttempt attempt) =>
        !_given.TryGetValue(attempt.Hash, out var given) || time.GetUtcNow() - given >= settings.RebroadcastEvery;

    /// <summary>Sends the last attempt. What the node says against it is kept as the reason: it may be mined all the same.</summary>
    public async Task SendAsync(OutboxTransaction row, CancellationToken ct)
    {
        var attempt = row.Attempts[^1];
        try
        {
            await eth.SendRawTransactionAsync(attempt.Raw, ct);
        }
        catch (RpcException e)
        {
            row.Reason = $"the node does not take it: {e.Message}";
            log.LogWarning("{Purpose} (nonce {Nonce}): {Reason}", row.Purpose, row.Nonce, row.Reason);
        }
        _given[attempt.Hash] = time.GetUtcNow();
    }

    /// <summary>It is mined; should a reorg take it back, it is due at once.</summary>
    public void Forget(OutboxTransaction row)
    {
        foreach (var attempt in row.Attempts)
            _given.Remove(attempt.Hash);
    }
}
