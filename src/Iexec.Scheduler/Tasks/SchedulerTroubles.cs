using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Scheduler.Tasks;

/// <summary>What can not be handled now, of all that strangers made: each is tried again by itself and delays no other.</summary>
internal sealed class SchedulerTroubles(TimeProvider time, Random random)
{
    private static readonly Backoff Pause = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));
    private long _skippedEvents;
    private volatile string? _skippedEvent;

    /// <summary>Deals whose tasks can not be opened.</summary>
    public Troubles<DealId> Deals { get; } = new("deals", Pause, time, random);

    /// <summary>Tasks that can not be looked at.</summary>
    public Troubles<TaskId> Tasks { get; } = new("tasks", Pause, time, random);

    /// <summary>Tasks whose result can not be looked for.</summary>
    public Troubles<TaskId> Results { get; } = new("results", Pause, time, random);

    /// <summary>Workers whose stake and score can not be read.</summary>
    public Troubles<Address> Workers { get; } = new("workers", Pause, time, random);

    /// <summary>Blocks whose time can not be read.</summary>
    public Troubles<long> Blocks { get; } = new("blocks", Pause, time, random);

    /// <summary>An event of the hub can not be read, and is passed over.</summary>
    public void Skip(Log log, string reason)
    {
        Interlocked.Increment(ref _skippedEvents);
        _skippedEvent = $"log {log.LogIndex} of block {log.BlockNumber}: {reason}";
    }

    /// <summary>How many there are of each kind.</summary>
    public IEnumerable<(string What, long Count)> Counts() =>
    [
        ("deals", Deals.Count), ("tasks", Tasks.Count), ("results", Results.Count), ("workers", Workers.Count), ("blocks", Blocks.Count),
        ("events", Interlocked.Read(ref _skippedEvents)),
    ];

    /// <summary>What is in trouble and why, a sentence for each kind; none when all is well.</summary>
    public IEnumerable<string> Sentences() => new[]
    {
        Deals.Sentence(), Tasks.Sentence(), Results.Sentence(), Workers.Sentence(), Blocks.Sentence(),
        _skippedEvent is { } last ? $"{Interlocked.Read(ref _skippedEvents)} events of the hub could not be read, the last in {last}" : null,
    }.OfType<string>();
}
