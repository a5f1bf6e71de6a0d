namespace Iexec.Model;

/// <summary>What this protocol bounds and the published one does not, or bounds otherwise.</summary>
internal static class Limits
{
    /// <summary>The most trust: what the most contributors can certify when fresh.</summary>
    public const ulong Trust = uint.MaxValue;

    /// <summary>The highest sum of a deal's first index and its volume.</summary>
    public const ulong TaskIndex = uint.MaxValue;

    /// <summary>How many contributions a task takes.</summary>
    public const int Contributors = 32;

    /// <summary>The most a pool may have its workers stake, in percent of its price.</summary>
    public const ulong WorkerStakeRatio = 1000;

    /// <summary>The longest unit of time of a category, in seconds.</summary>
    public const ulong TimeRef = uint.MaxValue;

    /// <summary>How many bytes of a deal, or of a result, the chain keeps.</summary>
    public const int DataLength = 24_576;

    /// <summary>How long after a rise a worker's score stays, in seconds, before it can rise again.</summary>
    public const ulong ScoreInterval = 3600;

    /// <summary>How long the kitty rests, in seconds, after it gave the most that it gives.</summary>
    public const ulong KittyInterval = 3600;
}
