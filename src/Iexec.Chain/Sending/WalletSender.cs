using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Iexec.Chain;

/// <summary>
/// A sender with a database of its own and its loop running, for programs that have no database: the command line, the SDK, scripts. It
/// does what its user waits for, and nothing later: what is not sent when the user gives up, or the program ends, is never sent.
/// </summary>
public sealed class WalletSender : ITransactionSender, IAsyncDisposable
{
    private readonly TransactionSender<WalletOutbox> _sender;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;
    private readonly IDisposable _end;

    private WalletSender(TransactionSender<WalletOutbox> sender, IReadOnlyList<FoundTransaction> found, IDisposable end)
    {
        _sender = sender;
        _end = end;
        Found = found;
        _run = sender.RunAsync(_stop.Token);
    }

    /// <inheritdoc/>
    public Address Wallet => _sender.Wallet;

    /// <summary>How it is doing.</summary>
    public SenderStatus Status => _sender.Status;

    /// <summary>What earlier programs left open in the outbox, to be told to the user. What may be mined is followed to its end.</summary>
    public IReadOnlyList<FoundTransaction> Found { get; }

    /// <summary>Opens the outbox, gives up what was not sent by programs that are gone, and resumes what was.</summary>
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
        surroundings ??= Surroundings.Real;
        var temporary = file is null ? Directory.CreateTempSubdirectory("outbox-") : null;
        file = Path.GetFullPath(file ?? Path.Combine(temporary!.FullName, "outbox.db"));
        PrivateFolder.Create(Path.GetDirectoryName(file)!);
        // Unpooled: a pooled connection keeps the file open after the end.
        var connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30, Pooling = false };
        var options = new DbContextOptionsBuilder<WalletOutbox>().UseSqlite(connection.ToString()).Options;
        var databases = new PooledDbContextFactory<WalletOutbox>(options);
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            await db.Database.EnsureCreatedAsync(ct);
            // Readers go on while the sender writes.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
        }
        var sender = new TransactionSender<WalletOutbox>(
            eth, key, databases, settings ?? new() { RefuseUnfunded = true }, surroundings,
            (log ?? NullLoggerFactory.Instance).CreateLogger<TransactionSender<WalletOutbox>>());
        var found = new List<FoundTransaction>();
        var use = await FileUse.BeginAsync(
            file + ".lock",
            async () => found.AddRange((await sender.GiveUpAsync(null, ct)).Select(r => FoundTransaction.Of(r, OutboxState.Refused))),
            surroundings.Time,
            ct);
        found.AddRange((await sender.SentAsync(ct)).Select(r => FoundTransaction.Of(r, OutboxState.Sent)));
        return new(sender, found, new End(use, temporary));
    }

    /// <inheritdoc/>
    /// <remarks>Cancelling gives up what was not sent yet. What was sent may be mined all the same; the exception's message says so.</remarks>
    public async Task<TransactionResult> SendAsync(ContractCall call, string purpose, bool retry = false, CancellationToken ct = default)
    {
        try
        {
            return await _sender.SendAsync(call, purpose, retry, ct);
        }
        catch (OperationCanceledException e) when (ct.IsCancellationRequested)
        {
            await _sender.GiveUpAsync(purpose, CancellationToken.None);
            var sent = (await _sender.SentAsync(CancellationToken.None)).FirstOrDefault(t => t.Purpose == purpose);
            throw new OperationCanceledException(
                sent is null
                    ? $"'{purpose}' is given up before it was sent: nothing was spent"
                    : FoundTransaction.Of(sent, OutboxState.Sent).Sentence,
                e, ct);
        }
    }

    /// <summary>Stops the loop. What was sent may still be mined.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _end.Dispose();
    }

    private sealed class End(IDisposable use, DirectoryInfo? temporary) : IDisposable
    {
        public void Dispose()
        {
            use.Dispose();
            temporary?.Delete(recursive: true);
        }
    }
}
