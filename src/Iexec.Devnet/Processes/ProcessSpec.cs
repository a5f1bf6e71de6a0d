namespace Iexec.Devnet.Processes;

/// <summary>A program of the network: how to start it, when it is ready, how long it may take to stop.</summary>
public sealed record ProcessSpec
{
    /// <summary>Its name in the network, as <c>anvil</c>: names its log and its record.</summary>
    public required string Name { get; init; }

    /// <summary>The program, absolute or found on <c>PATH</c>.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Whether it answers. Faults of the transport count as no.</summary>
    public required Func<CancellationToken, Task<bool>> Answers { get; init; }

    /// <summary>How long it may take until it answers.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it may take to stop before it is killed.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(5);
}
