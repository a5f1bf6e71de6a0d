using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Iexec.Worker.Engine;

/// <summary>HTTP calls to a Docker Engine: version negotiation, JSON, time limits, and one kind of error.</summary>
internal sealed class DockerHttp : IDisposable
{
    // Debian 12 ships an Engine of API 1.41. Newer Engines drop old versions, so theirs is used where it is later.
    private static readonly Version Spoken = new(1, 41);
    private static readonly TimeSpan QuickLimit = TimeSpan.FromMinutes(2);
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly DockerEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private string? _prefix;

    public DockerHttp(DockerEndpoint endpoint, TimeProvider time)
    {
        (_endpoint, _time) = (endpoint, time);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) => await endpoint.ConnectAsync(cancellationToken),
            UseProxy = false,
            AllowAutoRedirect = false,
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://docker/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>A short call whose answer does not matter beyond its success.</summary>
    public Task CallAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        LimitedAsync(async token => { using var response = await OpenAsync(method, path, Content(body), token); return true; }, path, cancellationToken);

    /// <summary>A short call that answers JSON.</summary>
    public Task<T> JsonAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        LimitedAsync(
            async token =>
            {
                using var response = await OpenAsync(method, path, Content(body), token);
                return await ReadAsync<T>(response, token);
            },
            path,
            cancellationToken);

    /// <summary>A call whose answer is read as it comes; only the caller's token limits it.</summary>
    public async Task<HttpResponseMessage> OpenAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        var prefix = _prefix ??= await NegotiateAsync(cancellationToken);
        return await SendAsync(method, prefix + path, content, cancellationToken, headers);
    }

    /// <summary>The Engine's own version report, which needs no negotiation.</summary>
    public async Task<DockerVersion> VersionAsync(CancellationToken cancellationToken) =>
        await LimitedAsync(
            async token =>
            {
                using var response = await SendAsync(HttpMethod.Get, "version", null, token);
                return await ReadAsync<DockerVersion>(response, token);
            },
            "version",
            cancellationToken);

    public void Dispose() => _http.Dispose();

    private static JsonContent? Content(object? body) => body is null ? null : JsonContent.Create(body, body.GetType(), options: Json);

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken)
                ?? throw new DockerException("The Docker Engine answered with an empty body.");
        }
        catch (JsonException exception)
        {
            throw new DockerException($"The Docker Engine answered something unreadable: {exception.Message}", inner: exception);
        }
    }

    private async Task<string> NegotiateAsync(CancellationToken cancellationToken)
    {
        var version = await VersionAsync(cancellationToken);
        if (!Version.TryParse(version.ApiVersion, out var highest) || highest < Spoken)
            throw new DockerException($"The Docker Engine at {_endpoint} speaks API {version.ApiVersion}; {Spoken} (Docker 20.10) or newer is needed.");
        var used = Version.TryParse(version.MinApiVersion, out var lowest) && lowest > Spoken ? lowest : Spoken;
        return $"v{used}/";
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new DockerException(
                $"No Docker Engine answers at {_endpoint}: {exception.Message} Start it, or set DOCKER_HOST.", inner: exception);
        }
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
            return response;
        using (response)
            throw new DockerException(await ErrorOfAsync(response, cancellationToken), response.StatusCode);
    }

    private static async Task<string> ErrorOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return JsonDocument.Parse(text).RootElement.GetProperty("message").GetString() ?? text;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return text.Length > 0 ? text : $"The Docker Engine answered {(int)response.StatusCode}.";
        }
    }

    private async Task<T> LimitedAsync<T>(Func<CancellationToken, Task<T>> call, string what, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(QuickLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new DockerException($"The Docker Engine at {_endpoint} did not answer '{what}' within {QuickLimit.TotalSeconds:0} s.");
        }
    }
}
