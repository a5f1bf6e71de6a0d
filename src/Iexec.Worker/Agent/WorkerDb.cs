using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Storage;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Worker;

/// <summary>What a worker must not forget: the results it contributed, and its transactions.</summary>
/// <param name="options">How the database is opened.</param>
public sealed class WorkerDb(DbContextOptions<WorkerDb> options) : ServiceDb<WorkerDb>(options), IServiceDb
{
    /// <inheritdoc/>
    public static string Name => "worker";

    /// <summary>Results computed and not yet settled on chain.</summary>
    public DbSet<ComputedResult> Results => Set<ComputedResult>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.AddTransactionOutbox();
        modelBuilder.Entity<ComputedResult>().HasKey(r => r.Task);
    }
}

/// <summary>A result this worker computed; its archive is in the task's folder.</summary>
public sealed class ComputedResult
{
    /// <summary>The task.</summary>
    public required TaskId Task { get; init; }

    /// <summary>The result's digest: without it a contribution can not be revealed.</summary>
    public required Bytes32 Digest { get; init; }

    /// <summary>The app's exit code, if it ran to its end.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why the app has no result of its own; null where it has.</summary>
    public string? Failure { get; init; }
}
