using System.Text.Json;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>A compiled contract of this project.</summary>
/// <param name="Abi">Its interface.</param>
/// <param name="Bytecode">Its creation code, without constructor arguments.</param>
public sealed record ContractArtifact(ContractAbi Abi, byte[] Bytecode)
{
    private static readonly Lazy<ContractArtifact> LazyHub = new(() => Load("Hub"));

    /// <summary>The hub.</summary>
    public static ContractArtifact Hub => LazyHub.Value;

    /// <summary>A contract by its name in <c>contracts/artifacts</c>.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static ContractArtifact Load(string name)
    {
        using var stream = typeof(ContractArtifact).Assembly.GetManifestResourceStream($"{name}.json")
            ?? throw new ArgumentException($"no compiled contract {name}", nameof(name));
        using var json = JsonDocument.Parse(stream);
        return new(
            ContractAbi.FromJson(json.RootElement.GetProperty("abi").GetRawText()),
            Hex.Decode(json.RootElement.GetProperty("bytecode").GetString()!));
    }
}
