using System.Diagnostics.Metrics;
using Iexec.Ethereum;
using Microsoft.Extensions.Logging;

namespace Iexec.Market;

/// <summary>Events that the book can not hold. They never change, so they are not tried again.</summary>
internal sealed class SkippedEvents(IMeterFactory meters, ILogger<SkippedEvents> log)
{
    private readonly Counter<int> _count = meters.Create("iexec.market").CreateCounter<int>(
        "iexec.market.events.skipped", description: "Events of the chain that the book can not hold.");

    private volatile string? _last;

    /// <summary>The last one, since the start; null when there was none.</summary>
    public string? Sentence => _last;

    /// <summary>One is skipped.</summary>
    public void Add(Log skipped, string reason)
    {
        _last = $"an event of block {skipped.BlockNumber}, transaction {skipped.TransactionHash}, was skipped: {reason}";
        _count.Add(1);
        log.LogError("Event {Index} of transaction {Transaction} is skipped: {Reason}", skipped.LogIndex, skipped.TransactionHash, reason);
    }
}
