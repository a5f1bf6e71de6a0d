using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Database;

/// <summary>A deal of the pool, as its event announced it.</summary>
internal sealed class DealRow
{
    public required DealId Id { get; init; }

    public required long Block { get; set; }

    public required Bytes32 Transaction { get; set; }

    /// <summary>Its tasks are in the database.</summary>
    public bool IsOpened { get; set; }
}
