namespace Iexec.Scheduler.Chain;

/// <summary>Times as the chain writes them.</summary>
internal static class BlockTimes
{
    private const long Last = 253_402_300_799;

    /// <summary>A time of the chain, in seconds since 1970. One beyond what the calendar holds is its last second: it never comes.</summary>
    public static DateTimeOffset Of(UInt128 seconds) => DateTimeOffset.FromUnixTimeSeconds((long)UInt128.Min(seconds, Last));
}
