using System.Text.Json;

namespace Iexec.Ethereum;

/// <summary>The functions, events and errors of a contract.</summary>
public sealed class ContractAbi
{
    private ContractAbi(IReadOnlyList<AbiParameter> constructor, IReadOnlyList<AbiFunction> functions, IReadOnlyList<AbiEvent> events, IReadOnlyList<AbiError> errors) =>
        (Constructor, Functions, Events, Errors) = (constructor, functions, events, errors);

    /// <summary>The constructor's parameters.</summary>
    public IReadOnlyList<AbiParameter> Constructor { get; }

    /// <summary>Its functions.</summary>
    public IReadOnlyList<AbiFunction> Functions { get; }

    /// <summary>Its events, without anonymous ones, which nothing in a log identifies.</summary>
    public IReadOnlyList<AbiEvent> Events { get; }

    /// <summary>Its errors.</summary>
    public IReadOnlyList<AbiError> Errors { get; }

    /// <summary>Reads the JSON that Solidity's compiler writes: an array of descriptions.</summary>
    /// <exception cref="FormatException">The text is not such JSON.</exception>
    public static ContractAbi FromJson(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            ILookup<string, JsonElement> entries = document.RootElement.EnumerateArray()
                .ToLookup(e => e.TryGetProperty("type", out var type) ? type.GetString()! : "function");
            return new(
                entries["constructor"].SelectMany(e => Parameters(e, "inputs")).ToList(),
                [.. entries["function"].Select(e => new AbiFunction(Name(e), Parameters(e, "inputs"), Parameters(e, "outputs")))],
                [.. entries["event"].Where(e => !Flag(e, "anonymous")).Select(e => new AbiEvent(Name(e), Parameters(e, "inputs")))],
                [.. entries["error"].Select(e => new AbiError(Name(e), Parameters(e, "inputs")))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"This is not a contract's JSON ABI: {e.Message}", e);
        }
    }

    /// <summary>The function of a name, or of a signature where several have the name.</summary>
    /// <exception cref="KeyNotFoundException">There is none, or more than one.</exception>
    public AbiFunction Function(string nameOrSignature) => Single(Functions, f => f.Name == nameOrSignature || f.Signature == nameOrSignature, nameOrSignature);

    /// <summary>The event of a name, or of a signature where several have the name.</summary>
    /// <exception cref="KeyNotFoundException">There is none, or more than one.</exception>
    public AbiEvent Event(string nameOrSignature) => Single(Events, e => e.Name == nameOrSignature || e.Signature == nameOrSignature, nameOrSignature);

    /// <summary>The error of a name, or of a signature where several have the name.</summary>
    /// <exception cref="KeyNotFoundException">There is none, or more than one.</exception>
    public AbiError Error(string nameOrSignature) => Single(Errors, e => e.Name == nameOrSignature || e.Signature == nameOrSignature, nameOrSignature);

    /// <summary>The function that a call's data starts with; null where the contract has none.</summary>
    public AbiFunction? FindFunction(ReadOnlyMemory<byte> data) => Functions.FirstOrDefault(f => data.Span.StartsWith(f.Selector));

    /// <summary>The event of a log; null where the contract has none.</summary>
    public AbiEvent? FindEvent(Log log) => Events.FirstOrDefault(e => e.Matches(log));

    /// <summary>The error that revert data starts with, Solidity's own two included; null where the contract has none.</summary>
    public AbiError? FindError(ReadOnlyMemory<byte> data) => Errors.Append(AbiError.Text).Append(AbiError.Panic).FirstOrDefault(e => e.Matches(data.Span));

    private static T Single<T>(IEnumerable<T> all, Func<T, bool> predicate, string name)
    {
        var found = all.Where(predicate).Take(2).ToList();
        return found.Count == 1
            ? found[0]
            : throw new KeyNotFoundException(found.Count == 0 ? $"The contract has no '{name}'." : $"The contract has several '{name}': give the signature.");
    }

    private static string Name(JsonElement entry) => entry.GetProperty("name").GetString()!;

    private static bool Flag(JsonElement entry, string name) => entry.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private static List<AbiParameter> Parameters(JsonElement entry, string property) => entry.TryGetProperty(property, out var list)
        ? [.. list.EnumerateArray().Select(p => new AbiParameter(
            Type(p), p.TryGetProperty("name", out var name) ? name.GetString()! : "", Flag(p, "indexed")))]
        : [];

    private static AbiType Type(JsonElement parameter)
    {
        var text = parameter.GetProperty("type").GetString()!;
        if (!text.StartsWith("tuple", StringComparison.Ordinal)) return AbiType.Parse(text);
        var parser = new AbiParser(text["tuple".Length..]);
        var components = Parameters(parameter, "components");
        if (components.Count == 0) throw new FormatException("A tuple in a contract's JSON ABI has components.");
        var type = parser.Suffixes(AbiType.TupleOf(components));
        parser.End();
        return type;
    }
}
