using Iexec.Ethereum;

namespace Iexec.Market;

/// <summary>Where a workerpool's scheduler answers, as its owner said.</summary>
internal sealed class WorkerpoolRow
{
    public required Address Workerpool { get; init; }

    /// <summary>Who said it; void once the pool is someone else's.</summary>
    public required Address Owner { get; set; }

    public required string ApiUrl { get; set; }
}
