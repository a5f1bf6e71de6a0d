using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Storage;

namespace Iexec.Market;

/// <summary>
/// A published order. The four roles hold what the order sells or asks for, and its restrictions on the others; numbers are
/// at most <see cref="MarketSettings.LargestNumber"/>, so that they sort as signed 64-bit integers.
/// </summary>
internal sealed class OrderRow
{
    public required OrderHash Hash { get; init; }

    public required OrderKind Kind { get; init; }

    public required Address Signer { get; init; }

    public required Address App { get; init; }

    public required Address Dataset { get; init; }

    public required Address Workerpool { get; init; }

    public required Address Requester { get; init; }

    /// <summary>Zero but in a request.</summary>
    public Address Beneficiary { get; init; }

    /// <summary>A task's; of a request, the most paid to the workerpool.</summary>
    public required Rlc Price { get; init; }

    /// <summary>What the signer must have staked for each remaining task.</summary>
    public Rlc StakePerTask { get; init; }

    public required long Volume { get; init; }

    public required long Remaining { get; set; }

    public required TagWords Tag { get; init; }

    /// <summary>Zero for apps and datasets.</summary>
    public long Category { get; init; }

    /// <summary>Zero for apps and datasets.</summary>
    public long Trust { get; init; }

    public OrderStatus Status { get; set; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The block whose state <see cref="Remaining"/> and <see cref="Status"/> were last read from.</summary>
    public required long Block { get; set; }

    /// <summary>How many reasons there are to look at the chain again; 0 for none.</summary>
    public required int Due { get; set; }

    /// <summary>The signed order as JSON. What it holds is hashed to <see cref="Hash"/>, character by character.</summary>
    public required string Body { get; init; }
}
