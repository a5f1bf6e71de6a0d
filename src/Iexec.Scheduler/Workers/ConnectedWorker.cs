using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Scheduler.Workers;

/// <summary>A worker that asked lately.</summary>
internal sealed class ConnectedWorker(Address wallet, TimeProvider time)
{
    /// <summary>The most tasks that one worker is on, and is told of: those that wait for others to contribute included.</summary>
    public const int MostTasks = 500;

    private long _lastSeen = time.GetUtcNow().UtcTicks;
    private int _waiting;

    public Address Wallet => wallet;

    public string Name { get; set; } = "";

    public string Version { get; set; } = "";

    /// <summary>How many tasks it runs side by side.</summary>
    public int Slots { get; set; }

    /// <summary>Given when what is wanted of it may have changed.</summary>
    public WakeUp Changed { get; } = new(time);

    /// <summary>Its escrow and score; null when they must be read again before it gets a task.</summary>
    public WorkerFacts? Facts { get; set; }

    /// <summary>Whether it was on tasks that are not over when it asked last.</summary>
    public bool HasTasks { get; set; }

    /// <summary>Why it gets no work, for a person; null when it may.</summary>
    public string? Notice { get; set; }

    /// <summary>When it asked last; one that waits for an answer is asking.</summary>
    public DateTimeOffset LastSeen => Volatile.Read(ref _waiting) > 0 ? time.GetUtcNow() : new(Interlocked.Read(ref _lastSeen), TimeSpan.Zero);

    /// <summary>It asks, until the result is disposed.</summary>
    public IDisposable Asking()
    {
        Interlocked.Increment(ref _waiting);
        return new Asked(this);
    }

    private sealed class Asked(ConnectedWorker worker) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Exchange(ref worker._lastSeen, worker.Now());
            Interlocked.Decrement(ref worker._waiting);
        }
    }

    private long Now() => time.GetUtcNow().UtcTicks;
}

/// <summary>What the chain says of a worker.</summary>
/// <param name="Stake">The free part of its escrow.</param>
/// <param name="Score">Its score.</param>
/// <param name="ReadAt">When that was read.</param>
internal sealed record WorkerFacts(Rlc Stake, BigInteger Score, DateTimeOffset ReadAt);
