using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Iexec.Runtime;

namespace Iexec.Ethereum;

/// <summary>Calls a node by JSON-RPC 2.0 over HTTP.</summary>
/// <remarks>
/// A call that did not get through (a broken connection, HTTP 429, 502 or 503) is tried again after growing pauses, or after the
/// pause that the node asks for. An error that the node answers with, and a timeout, are not.
/// </remarks>
/// <param name="surroundings">Its connections, clock and chance.</param>
/// <param name="endpoint">The node's URL.</param>
/// <param name="options">Bounds and retries.</param>
public sealed class JsonRpcClient(Surroundings surroundings, Uri endpoint, JsonRpcOptions? options = null)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly JsonRpcOptions _options = options ?? new();
    private readonly HttpClient _http = surroundings.CreateHttp((options ?? new()).Bounds);
    private long _lastId;

    /// <summary>The node's URL.</summary>
    public Uri Endpoint => endpoint;

    /// <summary>Calls a method. Arguments and result are written as <see cref="RpcJson"/> says.</summary>
    /// <exception cref="RpcException">The node refused the call.</exception>
    /// <exception cref="HttpRequestException">The node cannot be reached.</exception>
    /// <exception cref="TimeoutException">The node did not answer in time.</exception>
    /// <exception cref="FormatException">The answer is not JSON-RPC, or not such a value.</exception>
    public async Task<T> CallAsync<T>(string method, object?[] args, CancellationToken cancellationToken = default)
    {
        var request = new Request(NextId(), method, args);
        using var document = await SendAsync(request, cancellationToken);
        return ResultOf(document.RootElement).As<T>();
    }

    /// <summary>Makes several calls in one request; the results are in the order of the calls.</summary>
    /// <exception cref="RpcException">The node refused the batch as a whole.</exception>
    /// <exception cref="HttpRequestException">The node cannot be reached.</exception>
    /// <exception cref="TimeoutException">The node did not answer in time.</exception>
    /// <exception cref="FormatException">The answer is not JSON-RPC, or a call's is missing.</exception>
    public async Task<IReadOnlyList<RpcResult>> BatchAsync(IReadOnlyList<RpcCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        if (calls.Count == 0) return [];
        var requests = calls.Select(c => new Request(NextId(), c.Method, c.Args)).ToArray();
        using var document = await SendAsync(requests, cancellationToken);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw ResultOf(document.RootElement).Error as Exception ?? NotJsonRpc("a batch has to be answered by an array.");

        var answers = new Dictionary<long, RpcResult>();
        foreach (var answer in document.RootElement.EnumerateArray())
        {
            if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number))
                answers[number] = ResultOf(answer);
        }
        return [.. requests.Select(r => answers.GetValueOrDefault(r.Id) ?? throw NotJsonRpc($"the batch's call of {r.Method} is not answered."))];
    }

    private static RpcResult ResultOf(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object) throw NotJsonRpc("an answer is an object.");
        if (answer.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object) return new(RpcException.FromJson(error));
        return answer.TryGetProperty("result", out var result) ? new(result.Clone()) : throw NotJsonRpc("an answer has a result or an error.");
    }

    private async Task<JsonDocument> SendAsync(object body, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(body, RpcJson.Options);
        for (var attempt = 0; ; attempt++)
        {
            var pause = new Backoff(_options.FirstPause, LongestPause).After(attempt + 1, surroundings.Randomness);
            try
            {
                var (status, retryAfter, answer) = await SendOnceAsync(content, cancellationToken);
                if (status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable))
                    return Parse(status, answer);
                if (attempt >= _options.Retries) throw Unavailable(status);
                pause = retryAfter?.Delta ?? pause;
            }
            catch (HttpRequestException e) when (e.StatusCode is null && attempt < _options.Retries)
            {
                // The connection broke: pause, then try again.
            }
            await Task.Delay(pause < LongestPause ? pause : LongestPause, surroundings.Time, cancellationToken);
        }
    }

    private async Task<(HttpStatusCode, RetryConditionHeaderValue?, byte[])> SendOnceAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        using var response = await _http.PostAsync(endpoint, content, cancellationToken);
        return (response.StatusCode, response.Headers.RetryAfter, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    // Some nodes answer errors of JSON-RPC with a status such as 400, so the body counts before the status.
    private JsonDocument Parse(HttpStatusCode status, byte[] answer)
    {
        try
        {
            return JsonDocument.Parse(answer);
        }
        catch (JsonException) when ((int)status >= 300)
        {
            throw Unavailable(status);
        }
        catch (JsonException e)
        {
            throw new FormatException($"What {endpoint} answers is not JSON: {e.Message}", e);
        }
    }

    private HttpRequestException Unavailable(HttpStatusCode status) => new($"The node at {endpoint} answered HTTP {(int)status} {status}.", null, status);

    private static FormatException NotJsonRpc(string why) => new($"The node's answer is not JSON-RPC 2.0: {why}");

    private long NextId() => Interlocked.Increment(ref _lastId);

    private sealed record Request(long Id, string Method, object?[] Params, string Jsonrpc = "2.0");
}
