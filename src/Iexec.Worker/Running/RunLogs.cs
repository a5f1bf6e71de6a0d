namespace Iexec.Worker.Running;

/// <summary>The end of what an app wrote to each of its streams, 100,000 characters at most; no part of the result.</summary>
/// <param name="Stdout">End of standard output.</param>
/// <param name="Stderr">End of standard error, with what the worker notes for the app's developer.</param>
public sealed record RunLogs(string Stdout, string Stderr)
{
    /// <summary>No output at all.</summary>
    public static RunLogs Empty { get; } = new("", "");
}
