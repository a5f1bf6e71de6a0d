namespace Iexec.Protocol;

/// <summary>How much of a stranger's archive is read before it is refused.</summary>
/// <param name="MaxEntries">The most files and folders in it.</param>
/// <param name="MaxInflatedBytes">The most bytes its files may have together once inflated.</param>
public sealed record ResultArchiveLimits(int MaxEntries = 10_000, long MaxInflatedBytes = 4L << 30)
{
    /// <summary>The most bytes of <c>computed.json</c>: it holds a callback's data in hexadecimal, and a path.</summary>
    public const int MaxComputedBytes = 64 << 10;
}
