using Iexec.Storage;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Chain;

/// <summary>A database with nothing but an outbox; for <see cref="WalletSender"/>. It is always an SQLite file.</summary>
/// <param name="options">Where it is.</param>
internal sealed class WalletOutbox(DbContextOptions<WalletOutbox> options) : ServiceDb<WalletOutbox>(options), IServiceDb
{
    /// <inheritdoc/>
    public static string Name => "wallet";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddTransactionOutbox();
    }
}
