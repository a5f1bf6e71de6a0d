using System.Text.Json;
using Iexec.Ethereum;
using Iexec.Testing;

namespace Iexec.Client.Tests.Deployment;

/// <summary>What a published contract answers: its ABI, as JSON or as Solidity declares it.</summary>
/// <param name="Functions">Its functions.</param>
/// <param name="Events">Its events.</param>
/// <param name="Views">Signatures of the functions that only read.</param>
internal sealed record PublishedAbi(IReadOnlyList<AbiFunction> Functions, IReadOnlyList<AbiEvent> Events, IReadOnlySet<string> Views)
{
    /// <summary>Reads a file of the published ABIs. Skips the running test, which has to be a skippable one, where they are absent.</summary>
    public static PublishedAbi Load(string name)
    {
        var json = File.ReadAllText(SharedData.PathOf($"abi/{name}.json"));
        using var document = JsonDocument.Parse(json);
        return document.RootElement[0].ValueKind == JsonValueKind.String
            ? FromDeclarations([.. document.RootElement.EnumerateArray().Select(e => e.GetString()!)])
            : FromJson(json, document.RootElement);
    }

    private static PublishedAbi FromJson(string json, JsonElement entries)
    {
        var abi = ContractAbi.FromJson(json);
        var reading = entries.EnumerateArray().Where(e => e.TryGetProperty("stateMutability", out var m) && m.GetString() is "view" or "pure");
        var names = reading.Select(e => e.GetProperty("name").GetString()!).ToHashSet();
        return new(abi.Functions, abi.Events, abi.Functions.Where(f => names.Contains(f.Name)).Select(f => f.Signature).ToHashSet());
    }

    private static PublishedAbi FromDeclarations(string[] lines)
    {
        var functions = lines.Where(l => l.StartsWith("function ", StringComparison.Ordinal)).ToDictionary(l => l, AbiFunction.Parse);
        return new(
            [.. functions.Values],
            [.. lines.Where(l => l.StartsWith("event ", StringComparison.Ordinal)).Select(AbiEvent.Parse)],
            functions.Where(f => f.Key.Contains(") view", StringComparison.Ordinal)).Select(f => f.Value.Signature).ToHashSet());
    }
}
