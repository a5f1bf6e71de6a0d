namespace Iexec.Worker.Engine;

/// <summary>The last characters that a container wrote to each of its streams.</summary>
/// <param name="Stdout">End of standard output.</param>
/// <param name="Stderr">End of standard error.</param>
public sealed record ContainerLogs(string Stdout, string Stderr)
{
    /// <summary>How many characters of each stream are kept.</summary>
    public const int Limit = 100_000;

    /// <summary>No output at all.</summary>
    public static ContainerLogs Empty { get; } = new("", "");
}
