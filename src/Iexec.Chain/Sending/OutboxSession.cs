using System.Numerics;
using Iexec.Ethereum;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Iexec.Chain;

/// <summary>A wallet's open transactions during one round, and what is done to them from several places.</summary>
internal sealed class OutboxSession(SenderParts parts, DbContext db, IEnumerable<OutboxTransaction> open)
{
    private readonly List<OutboxTransaction> _rows = [.. open.OrderBy(t => t.Id)];
    private FeeSuggestion? _fees;

    public EthClient Eth => parts.Eth;

    public Address Wallet => parts.Key.Address;

    public TransactionSenderSettings Settings => parts.Settings;

    public Broadcasts Broadcasts => parts.Broadcasts;

    public ILogger Log => parts.Log;

    public DateTimeOffset Now => parts.Time.GetUtcNow();

    public IReadOnlyList<OutboxTransaction> Rows => _rows;

    /// <summary>The newest block for which mined transactions were looked at.</summary>
    public Bytes32 WatchedHead
    {
        get => parts.WatchedHead;
        set => parts.WatchedHead = value;
    }

    /// <inheritdoc cref="SenderParts.Missing"/>
    public (ulong Nonce, DateTimeOffset Since)? Missing
    {
        get => parts.Missing;
        set => parts.Missing = value;
    }

    /// <summary>Whether a transaction was sent for the first time.</summary>
    public bool HasSent { get; set; }

    /// <summary>Whether a transaction came to its end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Those in a state, in the order of the queue.</summary>
    public List<OutboxTransaction> In(params OutboxState[] states) => [.. _rows.Where(r => states.Contains(r.State))];

    /// <summary>What the node suggests, within the limits of the settings: not every node is right or honest.</summary>
    public async Task<FeeSuggestion> FeesAsync(CancellationToken ct)
    {
        if (_fees is null)
        {
            var (fee, tip) = await Eth.SuggestFeesAsync(ct);
            var capped = BigInteger.Min(tip, Settings.MaxPriorityFeePerGas);
            fee = BigInteger.Min(fee - tip + capped, Settings.MaxFeePerGas);
            _fees = new(fee, BigInteger.Min(capped, fee));
        }
        return _fees;
    }

    /// <summary>Adds a transaction, to be saved.</summary>
    public void Add(OutboxTransaction row)
    {
        db.Add(row);
        _rows.Add(row);
    }


    /// <summary>The receipt of whichever of a transaction's attempts was mined.</summary>
    public async Task<Receipt?> FindReceiptAsync(OutboxTransaction row, CancellationToken ct)
    {
        foreach (var attempt in row.Attempts.AsEnumerable().Reverse())
        {
            if (await Eth.GetReceiptAsync(attempt.Hash, ct) is { } receipt)
                return receipt;
        }
        return null;
    }

    /// <summary>Adds a signed attempt; to be saved before it is sent.</summary>
    public void Sign(OutboxTransaction row, BigInteger maxFee, BigInteger tip)
    {
        var signed = new Transaction
        {
            ChainId = parts.ChainId,
            Nonce = row.Nonce!.Value,
            MaxFeePerGas = maxFee,
            MaxPriorityFeePerGas = tip,
            GasLimit = row.GasLimit,
            To = row.To,
            Value = row.Value,
            Data = row.Data,
        }.Sign(parts.Key);
        row.Attempts.Add(new()
        {
            Hash = signed.Hash, Raw = signed.Encode(), MaxFeePerGas = maxFee, MaxPriorityFeePerGas = tip, SignedAt = Now,
        });
    }

    public async Task EndAsync(OutboxTransaction row, Receipt receipt, CancellationToken ct)
    {
        row.State = receipt.Succeeded ? OutboxState.Succeeded : OutboxState.Failed;
        row.Reason = receipt.Succeeded ? null : await Refusal.ExplainAsync(Eth, row, receipt, ct);
        (row.MinedHash, row.MinedBlock, row.MinedAt, row.NonceLostAt) = (receipt.TransactionHash, receipt.BlockNumber, Now, null);
        row.IsSettled = Settings.Confirmations == 0;
        Broadcasts.Forget(row);
        HasEnded = true;
        Log.LogInformation("{Purpose}: {State} in block {Block} {Reason}", row.Purpose, row.State, row.MinedBlock, row.Reason);
    }

    public void Refuse(OutboxTransaction row, string reason)
    {
        (row.State, row.Reason, row.IsSettled) = (OutboxState.Refused, reason, true);
        HasEnded = true;
        Log.LogInformation("{Purpose} is refused: {Reason}", row.Purpose, reason);
    }

    public Task SaveAsync(CancellationToken ct)
    {
        foreach (var entry in db.ChangeTracker.Entries<OutboxTransaction>().Where(e => e.State == EntityState.Modified))
            entry.Entity.Version++;
        return db.SaveChangesAsync(ct);
    }
}
