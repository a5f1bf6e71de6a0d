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
}
