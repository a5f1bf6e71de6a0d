using System.Collections.Concurrent;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Workers;

/// <summary>
/// Who is connected, of those that were admitted. It lives in memory: workers ask every few seconds, and a scheduler that starts gives each
/// time to come back.
/// </summary>
internal sealed class Roster(SchedulerSettings settings, TimeProvider time)
{
    private const int MostWorkers = 10_000;
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Address, ConnectedWorker> _workers = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <summary>Those that are not lost.</summary>
    public IEnumerable<ConnectedWorker> Alive => _workers.Values.Where(w => time.GetUtcNow() - w.LastSeen < settings.Rules.LostAfter);

    /// <summary>
    /// A worker, remembered from now on; null when there is no place. Where all are taken, the one with the least stake and without a task
    /// gives way to one with more.
    /// </summary>
    public ConnectedWorker? Connect(Address wallet, WorkerFacts facts, bool hasTasks)
    {
        if (_workers.Count >= MostWorkers && !MakeRoom(facts, hasTasks))
            return null;
        var worker = _workers.GetOrAdd(wallet, w => new(w, time));
        (worker.Facts, worker.HasTasks) = (facts, hasTasks);
        return worker;
    }

    /// <summary>A worker, if it is remembered.</summary>
    public ConnectedWorker? Find(Address wallet) => _workers.GetValueOrDefault(wallet);

    /// <summary>A worker is not remembered any more; it is told why when it asks.</summary>
    public void Forget(ConnectedWorker worker)
    {
        _workers.TryRemove(worker.Wallet, out _);
        worker.Changed.Give();
    }

    /// <summary>When a worker was seen last; not before this service started, for nobody could be seen then.</summary>
    public DateTimeOffset LastSeen(Address wallet) => Find(wallet)?.LastSeen is { } seen && seen > _started ? seen : _started;

    /// <summary>What is wanted of a worker may have changed.</summary>
    public void Tell(Address wallet) => Find(wallet)?.Changed.Give();

    /// <summary>How a worker calls itself, or else its wallet.</summary>
    public string NameOf(Address wallet) => Find(wallet)?.Name is { Length: > 0 } name ? name : wallet.ToString();

    private bool MakeRoom(WorkerFacts facts, bool hasTasks)
    {
        foreach (var gone in _workers.Values.Where(w => time.GetUtcNow() - w.LastSeen > ForgottenAfter).ToList())
            Forget(gone);
        if (_workers.Count < MostWorkers)
            return true;
        var poorest = _workers.Values.Where(w => !w.HasTasks).MinBy(StakeOf);
        if (poorest is null || !(hasTasks || facts.Stake > StakeOf(poorest)))
            return false;
        Forget(poorest);
        return true;
    }

    private static Rlc StakeOf(ConnectedWorker worker) => worker.Facts?.Stake ?? Rlc.Zero;
}
