using Iexec.Ethereum;

namespace Iexec.Market;

/// <summary>A category of the hub.</summary>
internal sealed class CategoryRow
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Seconds.</summary>
    public required long WorkClockTimeRef { get; init; }

    public required Bytes32 TransactionHash { get; init; }

    public required long Block { get; init; }
}
