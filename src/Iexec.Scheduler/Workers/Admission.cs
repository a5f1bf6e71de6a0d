using System.Net;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Microsoft.EntityFrameworkCore;

namespace Iexec.Scheduler.Workers;

/// <summary>
/// Who is remembered: a worker that has the stake for a task free, or is on a task. Wallets cost nothing, so those of strangers are looked
/// up few at a time, and not again for a while.
/// </summary>
internal sealed class Admission(
    Roster roster, PoolStake pool, HubClient hub, IDbContextFactory<SchedulerDb> databases, TimeProvider time) : IDisposable
{
    private const int AtOnce = 8;
    private const int MostWaiting = 500;
    private const int MostRefused = 10_000;
    private static readonly TimeSpan RefusedFor = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _lookups = new(AtOnce);
    private readonly Lock _lock = new();
    private readonly Dictionary<Address, (string Notice, DateTimeOffset Until)> _refused = [];
    private int _waiting;

    /// <summary>The worker, if it is remembered; else why not, for its owner.</summary>
    /// <exception cref="UserErrorException">Too many strangers ask at once.</exception>
    public async Task<(ConnectedWorker? Worker, string? Notice)> AdmitAsync(Address wallet, CancellationToken ct)
    {
        if (roster.Find(wallet) is { } known)
            return (known, null);
        if (Refused(wallet) is { } before)
            return (null, before);
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new UserErrorException("many new workers ask at once; ask again in a minute", HttpStatusCode.ServiceUnavailable);
        }
        try
        {
            await _lookups.WaitAsync(ct);
            try
            {
                return await LookUpAsync(wallet, ct);
            }
            finally
            {
                _lookups.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>What the chain says of a worker now.</summary>
    public async Task<WorkerFacts> FactsAsync(Address wallet, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return new((await hub.ViewAccountAsync(wallet, ct)).Stake, await hub.ViewScoreAsync(wallet, ct), now);
    }

    /// <summary>Why a worker is not remembered; null when it may be.</summary>
    public async Task<string?> LacksAsync(WorkerFacts facts, CancellationToken ct)
    {
        var least = await pool.LeastAsync(ct);
        return facts.Stake < least
            ? $"a task of this pool needs a stake of {least}; this worker's account has {facts.Stake} free: deposit more"
            : null;
    }

    public void Dispose() => _lookups.Dispose();

    private async Task<(ConnectedWorker? Worker, string? Notice)> LookUpAsync(Address wallet, CancellationToken ct)
    {
        // Others of the same wallet may have asked meanwhile.
        if (Refused(wallet) is { } before)
            return (null, before);
        await using var db = await databases.CreateDbContextAsync(ct);
        var hasTasks = await db.Replicates
            .Where(r => r.Worker == wallet && r.Stage != ReplicateStage.Failed)
            .AnyAsync(r => db.Tasks.Any(t => t.Id == r.Task && !t.IsFinal), ct);
        var facts = await FactsAsync(wallet, ct);
        if (!hasTasks && await LacksAsync(facts, ct) is { } lack)
            return (null, Refuse(wallet, lack));
        return roster.Connect(wallet, facts, hasTasks) is { } worker
            ? (worker, null)
            : (null, Refuse(wallet, "as many workers are connected as this pool serves; those with the most stake have a place"));
    }

    private string? Refused(Address wallet)
    {
        lock (_lock)
            return _refused.TryGetValue(wallet, out var refused) && refused.Until > time.GetUtcNow() ? refused.Notice : null;
    }

    private string Refuse(Address wallet, string notice)
    {
        lock (_lock)
        {
            if (_refused.Count >= MostRefused)
                _refused.Clear();
            _refused[wallet] = (notice, time.GetUtcNow() + RefusedFor);
        }
        return notice;
    }
}
