using Microsoft.EntityFrameworkCore;

namespace Iexec.Chain;

/// <summary>The tables of <see cref="TransactionSender{TContext}"/>.</summary>
public static class TransactionOutboxModel
{
    /// <summary>Adds the tables to a service's database; call it in <see cref="DbContext.OnModelCreating"/>.</summary>
    public static ModelBuilder AddTransactionOutbox(this ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<OutboxTransaction>(row =>
        {
            row.ToTable("OutboxTransactions").HasKey(t => t.Id);
            row.HasIndex(t => new { t.Wallet, t.Purpose }).IsUnique();
            row.HasIndex(t => new { t.Wallet, t.IsSettled });
            row.HasIndex(t => new { t.Wallet, t.Nonce });
            row.Property(t => t.Wallet).Stored();
            row.Property(t => t.To).Stored();
            row.Property(t => t.Value).Stored();
            row.Property(t => t.State).HasConversion<string>();
            row.Property(t => t.QueuedAt).Stored();
            row.Property(t => t.Nonce).Stored();
            row.Property(t => t.GasLimit).Stored();
            row.Property(t => t.SentAt).Stored();
            row.Property(t => t.NonceLostAt).Stored();
            row.Property(t => t.MinedHash).Stored();
            row.Property(t => t.MinedBlock).Stored();
            row.Property(t => t.MinedAt).Stored();
            row.Property(t => t.Version).IsConcurrencyToken();
            row.Ignore(t => t.Call).Ignore(t => t.IsFiller).Ignore(t => t.IsMined).Ignore(t => t.MostCost);
            row.HasMany(t => t.Attempts).WithOne().HasForeignKey("TransactionId").IsRequired();
        });
        model.Entity<OutboxAttempt>(attempt =>
        {
            attempt.ToTable("OutboxAttempts").HasKey(a => a.Id);
            attempt.Property(a => a.Hash).Stored();
            attempt.Property(a => a.MaxFeePerGas).Stored();
            attempt.Property(a => a.MaxPriorityFeePerGas).Stored();
            attempt.Property(a => a.SignedAt).Stored();
        });
        model.Entity<OutboxWallet>(wallet =>
        {
            wallet.ToTable("OutboxWallets").HasKey(w => w.Wallet);
            wallet.Property(w => w.Wallet).Stored();
            wallet.Property(w => w.ChainId).Stored();
            wallet.Property(w => w.Genesis).Stored();
            wallet.Ignore(w => w.Identity);
        });
        return model;
    }
}
