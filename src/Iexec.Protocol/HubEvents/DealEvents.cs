using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A deal was made: what its pool's scheduler listens for.</summary>
public sealed record SchedulerNotice(Log Log, Address Workerpool, DealId Deal) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"deal {Deal} waits for the scheduler of workerpool {Workerpool}";
}

/// <summary>A deal was made: which orders it consumed, and how much.</summary>
public sealed record OrdersMatched(
    Log Log, DealId Deal, OrderHash App, OrderHash Dataset, OrderHash Workerpool, OrderHash Request, ulong Volume) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"orders matched: a deal of {Volume} task(s), the money locked";
}

/// <summary>Someone pays for a deal in the requester's place.</summary>
public sealed record DealSponsored(Log Log, DealId Deal, Address Sponsor) : HubEvent(Log)
{
    /// <inheritdoc/>
    public override string Sentence => $"{Sponsor} pays for deal {Deal} in the requester's place";
}
