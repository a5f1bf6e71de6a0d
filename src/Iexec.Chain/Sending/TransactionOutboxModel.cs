using Iexec.Storage;
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
            row.Property(t => t.State).HasConversion<string>();
            row.Property(t => t.Version).IsConcurrencyToken();
            row.Ignore(t => t.Call).Ignore(t => t.IsMined).Ignore(t => t.MostCost);
            row.HasMany(t => t.Attempts).WithOne().HasForeignKey("TransactionId").IsRequired();
        });
        model.Entity<OutboxAttempt>().ToTable("OutboxAttempts").HasKey(a => a.Id);
        model.Entity<OutboxWallet>(wallet =>
        {
            wallet.ToTable("OutboxWallets").HasKey(w => w.Wallet);
            wallet.Ignore(w => w.Identity);
        });
        return model;
    }

    /// <summary>The SQL of a step of these tables, for a service's migration.</summary>
    /// <param name="step">Its number, such as <c>0001</c>. A service runs each of them once and in order.</param>
    public static SqlScript Script(string step) => SqlScript.Of<OutboxTransaction>($"outbox.{step}");
}
