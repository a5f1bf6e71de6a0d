using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Api;

/// <summary>JSON over HTTP as every service speaks it: errors are <c>{"ok":false,"error":"…"}</c>.</summary>
internal static class ApiHttp
{
    /// <summary>Sends a request and reads its JSON answer; null on 204.</summary>
    /// <exception cref="ApiException">The service refused, or could not be reached.</exception>
    public static async Task<T> SendAsync<T>(
        this HttpClient http, HttpMethod method, Uri uri, object? body, string? authorization, CancellationToken ct, HttpBounds? bounds = null)
    {
        using var response = await http.SendAsync(method, uri, body is null ? null : JsonContent.Create(body, options: ProtocolJson.Api), authorization, ct, bounds);
        try
        {
            return (await response.Content.ReadFromJsonAsync<T>(ProtocolJson.Api, ct))!;
        }
        catch (JsonException e)
        {
            throw new ApiException(response.StatusCode, $"{uri} answered something that is no such JSON: {e.Message}", e);
        }
    }

    /// <summary>Sends a request and gives the answer once its headers are there.</summary>
    /// <exception cref="ApiException">The service refused, or could not be reached.</exception>
    public static async Task<HttpResponseMessage> SendAsync(
        this HttpClient http, HttpMethod method, Uri uri, HttpContent? content, string? authorization, CancellationToken ct, HttpBounds? bounds = null)
    {
        using var request = new HttpRequestMessage(method, uri) { Content = content };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        // Who may not upload is told before the bytes are sent.
        request.Headers.ExpectContinue = content is StreamContent ? true : null;
        bounds?.ApplyTo(request);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException e)
        {
            throw new ApiException(0, $"{uri.WithoutSecrets()} cannot be reached: {e.Message}", e);
        }
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw new ApiException(response.StatusCode, await ErrorAsync(response, uri, ct));
    }

    private static async Task<string> ErrorAsync(HttpResponseMessage response, Uri uri, CancellationToken ct)
    {
        var text = await response.Content.ReadAsStringAsync(ct);
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error))
                return error.ToString();
        }
        catch (JsonException)
        {
            // Not from one of our services: the status says what there is to say.
        }
        return $"{uri} answered {(int)response.StatusCode} {response.ReasonPhrase}";
    }
}
