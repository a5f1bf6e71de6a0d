namespace Iexec.Market;

/// <summary>Numbers of the chain as the book holds them.</summary>
internal static class SafeNumber
{
    /// <summary>The number, at most <see cref="MarketSettings.LargestNumber"/>.</summary>
    /// <exception cref="OverflowException">It is larger.</exception>
    public static long Of(ulong number, string what) => number <= MarketSettings.LargestNumber
        ? (long)number
        : throw new OverflowException(
            $"its {what} {number} is beyond {MarketSettings.LargestNumber}, the largest number that JSON clients read exactly");
}
