using Iexec.Ethereum;

namespace Iexec.Scheduler.Chain;

/// <summary>
/// The chain's time, by which the hub judges deadlines: that of the newest block, and what has passed since it was first seen. This
/// program's own clock may be fast or slow: only what passes on it counts here, not what it shows.
/// </summary>
internal sealed class ChainClock(TimeProvider time)
{
    private readonly Lock _lock = new();
    private Block? _newest;
    private long _seen;

    /// <summary>The chain's time now.</summary>
    /// <param name="newest">The newest block, just read.</param>
    public DateTimeOffset Now(Block newest)
    {
        lock (_lock)
        {
            if (newest.Hash != _newest?.Hash)
                (_newest, _seen) = (newest, time.GetTimestamp());
            return BlockTimes.Of(newest.Timestamp) + time.GetElapsedTime(_seen);
        }
    }
}
