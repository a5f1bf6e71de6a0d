using System.Text.Json;
using Iexec.Hosting;
using Microsoft.AspNetCore.Http;

namespace Iexec.Market;

/// <summary>Reads request bodies.</summary>
internal static class Body
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The body, a JSON object.</summary>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, Strict, ct);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.Clone()
                : throw new UserErrorException("the body must be a JSON object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UserErrorException($"the body is no valid JSON: {e.Message}");
        }
    }

    /// <summary>The text of a property; null when absent or null.</summary>
    public static string? Text(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new UserErrorException($"'{name}' must be text");
        }
        catch (InvalidOperationException)
        {
            throw new UserErrorException($"'{name}' is no valid Unicode text");
        }
    }
}
