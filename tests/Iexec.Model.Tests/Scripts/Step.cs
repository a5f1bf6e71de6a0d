using System.Numerics;

namespace Iexec.Model.Tests;

/// <summary>One line of a script: a verb, and arguments by name. This is the one place that prints and reads them.</summary>
/// <param name="Verb">What is done.</param>
/// <param name="Arguments">How; no word has spaces or equal signs.</param>
public sealed record Step(string Verb, IReadOnlyList<(string Name, string Value)> Arguments)
{
    /// <summary>An argument.</summary>
    /// <exception cref="FormatException">It is missing.</exception>
    public string this[string name] => Get(name) ?? throw new FormatException($"'{this}' does not say {name}=…");

    public string? Get(string name) => Arguments.FirstOrDefault(a => a.Name == name).Value;

    public ulong Number(string name, ulong otherwise = 0) => Get(name) is { } text ? ulong.Parse(text) : otherwise;

    public BigInteger BigNumber(string name) => BigInteger.Parse(this[name]);

    /// <summary>The step with one argument changed or added; removed if the value is null.</summary>
    public Step With(string name, string? value)
    {
        var replaced = Arguments.Select(a => a.Name == name ? (a.Name, Value: value!) : a).Where(a => a.Value is not null).ToList();
        if (value is not null && Get(name) is null)
            replaced.Add((name, value));
        return this with { Arguments = replaced };
    }

    /// <summary>A step as it is printed.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Step Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(words[0], [.. words.Skip(1).Select(Argument)]);

        (string, string) Argument(string word) => word.Split('=') is [{ Length: > 0 } name, { Length: > 0 } value]
            ? (name, value)
            : throw new FormatException($"'{word}' in '{line}' is not name=value");
    }

    public override string ToString() => string.Join(' ', Arguments.Select(a => $"{a.Name}={a.Value}").Prepend(Verb));

    public bool Equals(Step? other) => other?.ToString() == ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
