namespace Iexec.Runtime;

/// <summary>How long to wait after failures in a row: twice as long after each, and by chance up to half less, so that many who failed together do not come back together.</summary>
/// <param name="First">After the first failure.</param>
/// <param name="Most">The longest.</param>
public readonly record struct Backoff(TimeSpan First, TimeSpan Most)
{
    /// <summary>The wait after so many failures in a row.</summary>
    /// <param name="failures">How many; 1 for the first.</param>
    /// <param name="chance">From 0, for the longest wait, up to 1, for half of it.</param>
    public TimeSpan After(int failures, double chance)
    {
        var whole = First * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        return (whole < Most ? whole : Most) * (1 - chance / 2);
    }

    /// <summary>The wait after so many failures in a row.</summary>
    /// <param name="failures">How many; 1 for the first.</param>
    /// <param name="random">Chance.</param>
    public TimeSpan After(int failures, Random random) => After(failures, random.NextDouble());
}
