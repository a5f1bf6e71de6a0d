using Iexec.Ethereum;
using Iexec.Runtime;
using Iexec.Protocol;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Iexec.Chain;

/// <summary>
/// Sends a wallet's transactions: each is in the outbox before it is sent, and is followed until it is mined and deep, over crashes, dropped
/// transactions, rising fees and reorgs. One sender per wallet numbers them all. Where another process uses the same wallet, one of two
/// transactions with the same nonce loses, and gets another.
/// </summary>
/// <typeparam name="TContext">The service's database, with <see cref="TransactionOutboxModel.AddTransactionOutbox"/>.</typeparam>
/// <param name="eth">The chain.</param>
/// <param name="key">The wallet; remains the caller's.</param>
/// <param name="databases">Opens the database.</param>
/// <param name="settings">How to send.</param>
/// <param name="surroundings">The clock and chance.</param>
/// <param name="log">Where faults are told.</param>
public sealed class TransactionSender<TContext>(
    EthClient eth,
    PrivateKey key,
    IDbContextFactory<TContext> databases,
    TransactionSenderSettings settings,
    Surroundings surroundings,
    ILogger<TransactionSender<TContext>> log) : ITransactionSender where TContext : DbContext
{
    private readonly WakeUp _wake = new(surroundings.Time);
    private readonly WakeUp _ended = new(surroundings.Time);
    private readonly OutboxStore<TContext> _store = new(databases, key.Address, surroundings.Time);
    private volatile SenderStatus _status = new();
    private volatile ChainMismatchException? _mismatch;

    /// <inheritdoc/>
    public Address Wallet => key.Address;

    /// <summary>How it is doing.</summary>
    public SenderStatus Status => _status;

    /// <summary>Makes it look at the outbox now; for after the commit of a transaction with <see cref="EnqueueAsync"/>.</summary>
    public void Wake() => _wake.Give();

    /// <summary>
    /// Puts a call in the outbox, to be saved with the rest of the caller's unit of work: it is sent if and only if that is stored. A purpose
    /// that is there already is returned as it stands.
    /// </summary>
    /// <param name="db">The caller's unit of work; the caller saves it.</param>
    /// <param name="call">The call.</param>
    /// <param name="purpose">What it is for, such as <c>finalize:0x…</c>. The wallet sends each purpose once.</param>
    /// <param name="repeat">When one of that purpose that is over is begun anew.</param>
    /// <param name="ct">Cancels.</param>
    public Task<OutboxTransaction> EnqueueAsync(
        TContext db, ContractCall call, string purpose, Repeat repeat = Repeat.Never, CancellationToken ct = default) =>
        _store.AddAsync(db, call, purpose, repeat, ct);

    /// <summary>How it stands with purposes; those that were never in the outbox are left out.</summary>
    /// <param name="db">The caller's unit of work; what it has not saved is not seen.</param>
    /// <param name="purposes">The purposes.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyDictionary<string, PurposeStatus>> StatusOfAsync(
        TContext db, IReadOnlyCollection<string> purposes, CancellationToken ct = default) =>
        (await _store.NewestAsync(db, purposes, ct)).Select(PurposeStatus.Of).ToDictionary(s => s.Purpose);

    /// <summary>Gives up what was not sent.</summary>
    internal Task<IReadOnlyList<OutboxTransaction>> GiveUpAsync(string? purpose, CancellationToken ct) => _store.GiveUpAsync(purpose, ct);

    /// <summary>What was sent and is not mined yet.</summary>
    internal async Task<IReadOnlyList<OutboxTransaction>> SentAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return [.. (await _store.OpenAsync(db, ct)).Where(t => t.State == OutboxState.Sent)];
    }

    /// <inheritdoc/>
    public async Task<TransactionResult> SendAsync(ContractCall call, string purpose, bool retry = false, CancellationToken ct = default)
    {
        var id = await _store.SaveAsync(call, purpose, retry ? Repeat.AfterFailure : Repeat.Never, ct);
        Wake();
        while (true)
        {
            var ended = _ended.Next;
            var row = await _store.ReadAsync(id, ct);
            if (row.State == OutboxState.Refused)
                throw new TransactionRefusedException(purpose, row.Reason!);
            if (row.State == OutboxState.Failed)
                throw new TransactionFailedException(purpose, row.MinedHash!.Value, row.Reason!);
            if (row.State == OutboxState.Succeeded && await eth.GetReceiptAsync(row.MinedHash!.Value, ct) is { } receipt)
                return new(receipt.TransactionHash, receipt);
            // The loop sends again what a reorg took back. But where its nonce is used, sending again might do it twice.
            if (row is { State: OutboxState.Succeeded, IsSettled: true } && await MinedCountAsync(ct) > row.Nonce
                && await eth.GetReceiptAsync(row.MinedHash!.Value, ct) is null)
                throw new InvalidDataException(
                    $"{purpose} was mined as transaction {row.MinedHash} in block {row.MinedBlock}, but the node has no receipt of it: "
                    + "use a node that keeps them");
            if (_mismatch is { } mismatch)
                throw mismatch;
            // The loop that ends the transaction may be in another process, and not tell: look from time to time.
            await _ended.UntilAsync(ended, settings.PollInterval * 20, ct);
        }
    }

    /// <summary>Sends until cancelled. Faults of node and database are told by <see cref="Status"/> and tried again.</summary>
    /// <exception cref="ChainMismatchException">The outbox belongs to another chain than the node's.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var backoff = new Backoff(settings.PollInterval, settings.MaxBackoff);
        var failures = 0;
        SenderParts? parts = null;
        while (true)
        {
            try
            {
                parts ??= new(eth, key, (await IdentifyAsync(ct)).ChainId, settings, new(eth, settings, surroundings.Time, log), surroundings.Time, log);
                var hasSent = await RoundAsync(parts, ct);
                failures = 0;
                // Some chains mine at once: look for receipts before the pause.
                if (!hasSent)
                    await _wake.WaitAsync(settings.PollInterval, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                _status = _status with { Reason = e.Message, FailingSince = _status.FailingSince ?? surroundings.Time.GetUtcNow() };
                if (e is ChainMismatchException mismatch)
                {
                    _mismatch = mismatch;
                    _ended.Give();
                    throw;
                }
                var wait = backoff.After(++failures, surroundings.Randomness);
                log.LogWarning(e, "The sender of {Wallet} tries again in {Wait}", Wallet, wait);
                await _wake.WaitAsync(wait, ct);
            }
        }
    }

    private async Task<ChainIdentity> IdentifyAsync(CancellationToken ct)
    {
        var node = await ChainIdentity.ReadAsync(eth, ct);
        (await _store.ChainAsync(node, ct)).Require(node, $"the outbox of {Wallet}");
        return node;
    }

    private async Task<bool> RoundAsync(SenderParts parts, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var open = await _store.OpenAsync(db, ct);
        if (open.Count == 0 && parts.Time.GetUtcNow() < parts.NextLook)
        {
            Tell([]);
            return false;
        }
        var minedCount = await MinedCountAsync(ct);
        parts.NextLook = parts.Time.GetUtcNow() + settings.RebroadcastEvery;
        var session = new OutboxSession(parts, db, [.. await _store.TakenBackAsync(db, minedCount, ct), .. open]);
        if (session.Rows.Count > 0)
        {
            try
            {
                await new SentTransactions(session).RunAsync(minedCount, ct);
                await new QueuedTransactions(session).RunAsync(ct);
            }
            finally
            {
                if (session.HasEnded)
                    _ended.Give();
            }
        }
        Tell(session.In(OutboxState.Queued, OutboxState.Sent));
        return session.HasSent;
    }

    private Task<ulong> MinedCountAsync(CancellationToken ct) => eth.GetTransactionCountAsync(Wallet, cancellationToken: ct);

    private void Tell(List<OutboxTransaction> waiting)
    {
        var first = waiting.FirstOrDefault();
        _status = new(waiting.Count, first?.QueuedAt, first is null ? null : $"{first.Purpose}: {first.Reason}");
    }
}
