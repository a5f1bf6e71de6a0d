using Iexec.Ethereum;

namespace Iexec.Worker.Running;

/// <summary>An app to run for a task.</summary>
public sealed record AppRun
{
    /// <summary>The image's name, as the app's registration gives it.</summary>
    public required string Multiaddr { get; init; }

    /// <summary>SHA-256 of the image's manifest.</summary>
    public required Bytes32 Checksum { get; init; }

    /// <summary>Arguments as the deal gives them; empty takes the image's own.</summary>
    public string Args { get; init; } = "";

    /// <summary>What the app is told of its task.</summary>
    public required AppEnvironment Environment { get; init; }

    /// <summary>Whether the deal names a contract to call back.</summary>
    public bool HasCallback { get; init; }

    /// <summary>What it may use.</summary>
    public required RunLimits Limits { get; init; }

    /// <summary>What it reaches over the network.</summary>
    public NetworkPolicy Network { get; init; }

    /// <summary>The task's directory.</summary>
    public required TaskFolder Folder { get; init; }

    /// <summary>
    /// Fills the folder's input before the app runs; null where it has none, or is filled already. It throws
    /// <see cref="RunFailedException"/> where the data cannot be had.
    /// </summary>
    public Func<CancellationToken, Task>? FillInput { get; init; }
}
