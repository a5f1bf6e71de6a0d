namespace Iexec.Client;

/// <summary>The file <c>chain.json</c>.</summary>
/// <param name="Default">The chain used unless another is named.</param>
/// <param name="Chains">The chains by name.</param>
public sealed record ChainFile(string Default, IReadOnlyDictionary<string, ChainConfig> Chains)
{
    /// <summary>The file's name.</summary>
    public const string Name = "chain.json";

    /// <summary>The chain of a name, or the default one.</summary>
    /// <exception cref="UserException">There is none of that name.</exception>
    public ChainConfig Choose(string? name) =>
        Chains.TryGetValue(name ?? Default, out var chain)
            ? chain
            : throw new UserException($"chain.json has no chain '{name ?? Default}'; it has {string.Join(", ", Chains.Keys)}");
}
