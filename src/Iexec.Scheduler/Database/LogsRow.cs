using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Database;

/// <summary>What an app printed on a worker.</summary>
internal sealed class LogsRow
{
    public required TaskId Task { get; init; }

    public required Address Worker { get; init; }

    public required string Stdout { get; set; }

    public required string Stderr { get; set; }

    public required DateTimeOffset Received { get; set; }
}
