using Iexec.Ethereum;

namespace Iexec.Market;

/// <summary>Where a workerpool's scheduler answers, as its owner said.</summary>
internal sealed class WorkerpoolRow
{
    public required Address Workerpool { get; init; }

    /// <summary>Who said it; void once the pool is someone else's.</summary>
    public required Address Owner { get; set; }

    public required string ApiUrl { get; set; }

    /// <summary>When it is void, in seconds since 1970.</summary>
    public required long Expires { get; set; }

    /// <summary>The owner's signature.</summary>
    public required byte[] Sign { get; set; }
}
