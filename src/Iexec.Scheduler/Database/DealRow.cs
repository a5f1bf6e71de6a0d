using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Database;

/// <summary>A deal of the pool, as its event announced it.</summary>
internal sealed class DealRow
{
    public required DealId Id { get; init; }

    public required long Block { get; set; }

    public required Bytes32 Transaction { get; set; }

    /// <summary>How many tasks it has; null until it was read from the chain.</summary>
    public ulong? Size { get; set; }

    /// <summary>How many of its tasks, from the first on, are in the database.</summary>
    public ulong Opened { get; set; }

    /// <summary>All of its tasks are in the database.</summary>
    public bool IsOpened { get; set; }
}
