using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Iexec.Chain;

/// <summary>A sender with a database of its own and its loop running, for programs that have no database: the command line, the SDK, scripts.</summary>
public sealed class WalletSender : ITransactionSender, IAsyncDisposable
{
    private readonly TransactionSender<WalletOutbox> _sender;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;
    private readonly string? _temporary;

    private WalletSender(TransactionSender<WalletOutbox> sender, string? temporary)
    {
        _sender = sender;
        _temporary = temporary;
        _run = sender.RunAsync(_stop.Token);
    }

    /// <inheritdoc/>
    public Address Wallet => _sender.Wallet;

    /// <summary>How it is doing.</summary>
    public SenderStatus Status => _sender.Status;

    /// <summary>Opens the outbox and resumes what is in it.</summary>
    /// <param name="eth">The chain.</param>
    /// <param name="key">The wallet; remains the caller's, and must outlive the sender.</param>
    /// <param name="file">The SQLite file of the outbox, for one wallet or more, created when absent; null for one that is deleted at the end.</param>
    /// <param name="settings">How to send. Unless told, a call that the wallet cannot pay is refused at once.</param>
    /// <param name="surroundings">The clock and chance; the real ones when null.</param>
    /// <param name="log">Where faults are told; nowhere when null.</param>
    /// <param name="ct">Cancels the opening.</param>
    public static async Task<WalletSender> OpenAsync(
        EthClient eth, PrivateKey key, string? file = null, TransactionSenderSettings? settings = null, Surroundings? surroundings = null,
        ILoggerFactory? log = null, CancellationToken ct = default)
    {
        var temporary = file is null ? Path.Combine(Path.GetTempPath(), $"outbox-{Guid.NewGuid():n}.db") : null;
        // Unpooled: a pooled connection keeps the file open after the end.
        var options = new DbContextOptionsBuilder<WalletOutbox>();
        options.UseSqliteFile(file ?? temporary!, pooling: false);
        var databases = new PooledDbContextFactory<WalletOutbox>(options.Options);
        await using (var db = await databases.CreateDbContextAsync(ct))
            await db.BringUpToDateAsync(ct);
        var logger = (log ?? Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance).CreateLogger<TransactionSender<WalletOutbox>>();
        return new(new(eth, key, databases, settings ?? new() { RefuseUnfunded = true }, surroundings ?? Surroundings.Real, logger), temporary);
    }

    /// <inheritdoc/>
    public Task<TransactionResult> SendAsync(ContractCall call, string purpose, bool retry = false, CancellationToken ct = default) =>
        _sender.SendAsync(call, purpose, retry, ct);

    /// <summary>Stops the loop. What was sent may still be mined.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        if (_temporary is not null)
            Array.ForEach([_temporary, _temporary + "-wal", _temporary + "-shm"], File.Delete);
    }
}
