using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Market;

/// <summary>A deal: what its event says, then the columns that lists filter by.</summary>
internal sealed class DealRow
{
    public required DealId Id { get; init; }

    public required OrderHash AppHash { get; init; }

    public required OrderHash DatasetHash { get; init; }

    public required OrderHash WorkerpoolHash { get; init; }

    public required OrderHash RequestHash { get; init; }

    public required long Volume { get; init; }

    public required long Block { get; init; }

    public required long LogIndex { get; init; }

    public required Bytes32 TransactionHash { get; init; }

    public Address App { get; set; }

    public Address AppOwner { get; set; }

    public Address Dataset { get; set; }

    public Address DatasetOwner { get; set; }

    public Address Workerpool { get; set; }

    public Address WorkerpoolOwner { get; set; }

    public Address Requester { get; set; }

    public Address Beneficiary { get; set; }

    public long Category { get; set; }

    /// <summary>What the pool is paid a task.</summary>
    public Rlc Price { get; set; }

    public DateTimeOffset Timestamp { get; set; }

    /// <summary>The whole deal as the market answers it; null until it was read from the hub, which the event only announces.</summary>
    public string? Body { get; set; }
}
