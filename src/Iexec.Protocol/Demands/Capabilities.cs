namespace Iexec.Protocol;

/// <summary>What a worker, a workerpool or a result store can do, by the names of the demands that it meets.</summary>
/// <param name="Names">The names.</param>
public sealed record Capabilities(IReadOnlySet<string> Names)
{
    /// <summary>
    /// What workers and stores of this version do without further settings; also what a pool is taken for that has not said more. A GPU
    /// is given to containers by the Engine's own settings, so it is there where the pool's order says so.
    /// </summary>
    public static Capabilities Standard { get; } = new(
        new HashSet<string> { "args", "callback", "storage:ipfs", "data:http", "data:https", "gpu" });

    /// <summary>These and more.</summary>
    public Capabilities With(params IEnumerable<string> more) => new(Names.Union(more).ToHashSet());

    /// <summary>What is missing to serve a deal, as a sentence; null when nothing is.</summary>
    /// <param name="demands">What the deal demands.</param>
    /// <param name="who">Whose capabilities these are, such as <c>this worker</c>.</param>
    public string? Missing(IEnumerable<Demand> demands, string who)
    {
        var missing = demands.Where(d => !Names.Contains(d.Name)).Select(d => d.Words).ToList();
        return missing.Count == 0 ? null : $"the deal asks for {string.Join(", and for ", missing)}, which {who} cannot serve";
    }
}
