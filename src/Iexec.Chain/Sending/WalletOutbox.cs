using Microsoft.EntityFrameworkCore;

namespace Iexec.Chain;

/// <summary>A database with nothing but an outbox; for <see cref="WalletSender"/>.</summary>
/// <param name="options">Where it is.</param>
internal sealed class WalletOutbox(DbContextOptions<WalletOutbox> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddTransactionOutbox();
}
