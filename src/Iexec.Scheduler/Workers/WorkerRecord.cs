using Iexec.Runtime;

namespace Iexec.Scheduler.Workers;

/// <summary>How a worker did lately. What it did counts half as much an hour later.</summary>
/// <param name="Good">Contributions.</param>
/// <param name="Faults">Tasks it failed and another did.</param>
/// <param name="LastFault">When it failed the last of them.</param>
internal readonly record struct WorkerRecord(double Good, double Faults, DateTimeOffset LastFault)
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromHours(1);
    private static readonly Backoff Pause = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));

    /// <summary>It has done tasks of this pool.</summary>
    public bool IsProven => Good > Faults && Good >= 0.5;

    /// <summary>
    /// When it is given a task again. Who only fails pauses after the first time, and longer after each; who fails one task in many does
    /// not pause at all.
    /// </summary>
    public DateTimeOffset FreeAt
    {
        get
        {
            var level = (int)Math.Round(Faults > 0 ? Faults * Faults / (Faults + Good) : 0, MidpointRounding.AwayFromZero);
            return level == 0 ? DateTimeOffset.MinValue : LastFault + Pause.After(level, chance: 0);
        }
    }

    /// <summary>The record with one more task.</summary>
    public WorkerRecord With(bool isGood, DateTimeOffset at, DateTimeOffset now)
    {
        var weight = Math.Pow(0.5, Math.Max(0, (now - at) / HalfLife));
        return isGood ? this with { Good = Good + weight } : new(Good, Faults + weight, at > LastFault ? at : LastFault);
    }
}
