using System.Collections.Concurrent;
using Iexec.Ethereum;
using Iexec.Hosting;

namespace Iexec.Scheduler.Workers;

/// <summary>Who is connected. It lives in memory: workers ask every few seconds, and a scheduler that starts gives each time to come back.</summary>
internal sealed class Roster(SchedulerSettings settings, TimeProvider time)
{
    private const int MostWorkers = 10_000;
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Address, ConnectedWorker> _workers = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <summary>All that are remembered.</summary>
    public ICollection<ConnectedWorker> All => _workers.Values;

    /// <summary>Those that are not lost.</summary>
    public IEnumerable<ConnectedWorker> Alive => _workers.Values.Where(w => time.GetUtcNow() - w.LastSeen < settings.Rules.LostAfter);

    /// <summary>A worker, remembered from now on.</summary>
    /// <exception cref="UserErrorException">There are too many already.</exception>
    public ConnectedWorker Connect(Address wallet)
    {
        if (_workers.TryGetValue(wallet, out var known))
            return known;
        foreach (var (gone, _) in _workers.Where(w => time.GetUtcNow() - w.Value.LastSeen > ForgottenAfter))
            _workers.TryRemove(gone, out _);
        return _workers.Count < MostWorkers
            ? _workers.GetOrAdd(wallet, w => new(w, time))
            : throw new UserErrorException($"this pool has {MostWorkers} workers connected, as many as it serves; try again later", System.Net.HttpStatusCode.ServiceUnavailable);
    }

    /// <summary>A worker, if it is remembered.</summary>
    public ConnectedWorker? Find(Address wallet) => _workers.GetValueOrDefault(wallet);

    /// <summary>When a worker was seen last; not before this service started, for nobody could be seen then.</summary>
    public DateTimeOffset LastSeen(Address wallet) => Find(wallet)?.LastSeen is { } seen && seen > _started ? seen : _started;

    /// <summary>What is wanted of a worker may have changed.</summary>
    public void Tell(Address wallet) => Find(wallet)?.Changed.Give();
}
