using System.Text.Json.Nodes;
using Iexec.Client;

namespace Iexec.Cli;

/// <summary>Reads fields of <c>iexec.json</c>.</summary>
internal static class Json
{
    /// <summary>A text field that must be there.</summary>
    public static string Text(JsonObject section, string sectionName, string field) =>
        section[field] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw new UserException($"iexec.json: '{sectionName}' needs a text '{field}'");
}
