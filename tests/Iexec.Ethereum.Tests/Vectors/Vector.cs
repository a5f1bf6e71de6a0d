using System.Text.Json;
using Iexec.Testing;

namespace Iexec.Ethereum.Tests.Vectors;

/// <summary>Reads the cases of public vectors.</summary>
internal static class Vector
{
    /// <summary>The cases of a file; fewer than expected would hide what is not tested.</summary>
    public static IReadOnlyList<JsonElement> Load(string name, int count)
    {
        var cases = SharedData.Json($"ethereum/{name}.json.gz").EnumerateArray().ToList();
        Assert.True(cases.Count >= count, $"{name} has {cases.Count} cases, expected {count}.");
        return cases;
    }

    public static string Text(this JsonElement json, string property) => json.GetProperty(property).GetString()!;
}
