using System.Net;
using System.Text.Json;
using Iexec.Runtime;

namespace Iexec.Ethereum;

/// <summary>Calls a node by JSON-RPC 2.0 over HTTP.</summary>
/// <remarks>
/// A call that did not get through (a broken connection, HTTP 429 or 5xx), or for which the node had no time, is tried again after growing
/// pauses, or after the pause that the node asks for. An error that the node answers with, and a timeout, are not. What is said of the node
/// names its scheme and host only, for user, path and query are often keys.
/// </remarks>
/// <param name="surroundings">Its connections, clock and chance.</param>
/// <param name="endpoint">The node's URL.</param>
/// <param name="options">Bounds and retries.</param>
public sealed class JsonRpcClient(Surroundings surroundings, Uri endpoint, JsonRpcOptions? options = null)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly JsonRpcOptions _options = options ?? new();
    private readonly HttpClient _http = surroundings.CreateHttp((options ?? new()).Bounds);
    private readonly RpcAnswers _answers = new(new(endpoint));
    private long _lastId;

    /// <summary>Calls a method. Arguments and result are written as <see cref="RpcJson"/> says.</summary>
    /// <exception cref="RpcException">The node refused the call.</exception>
    /// <exception cref="HttpRequestException">The node cannot be reached, or has no time.</exception>
    /// <exception cref="TimeoutException">The node did not answer in time.</exception>
    /// <exception cref="FormatException">The answer is not JSON-RPC, or not such a value, or too large.</exception>
    public async Task<T> CallAsync<T>(string method, object?[] args, CancellationToken cancellationToken = default) =>
        (await AskAsync(new RpcCall(method, args), cancellationToken)).As<T>();

    /// <summary>
    /// Makes several calls in one request, or in more where the node does not take that; the results are in the order of the calls.
    /// </summary>
    /// <exception cref="HttpRequestException">The node cannot be reached, or has no time.</exception>
    /// <exception cref="TimeoutException">The node did not answer in time.</exception>
    /// <exception cref="FormatException">The answer is not JSON-RPC, or a call's is missing, or it is too large.</exception>
    public async Task<IReadOnlyList<RpcResult>> BatchAsync(IReadOnlyList<RpcCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        if (calls.Count == 0) return [];
        var requests = calls.Select(NewRequest).ToArray();
        try
        {
            return await SendAsync(requests, (status, body) => _answers.OfBatch(status, body, requests), cancellationToken);
        }
        catch (Exception e) when (e is RpcException
            or HttpRequestException { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge })
        {
            // Refused as a whole: providers limit how many calls a request has, some to one.
            if (calls.Count == 1)
                return [await AskAsync(calls[0], cancellationToken)];
            var half = calls.Count / 2;
            var first = await BatchAsync([.. calls.Take(half)], cancellationToken);
            return [.. first, .. await BatchAsync([.. calls.Skip(half)], cancellationToken)];
        }
    }

    private async Task<RpcResult> AskAsync(RpcCall call, CancellationToken cancellationToken) =>
        (await SendAsync(NewRequest(call), (status, body) => [_answers.Of(status, body)], cancellationToken))[0];

    private async Task<IReadOnlyList<RpcResult>> SendAsync(
        object request, Func<HttpStatusCode, byte[], IReadOnlyList<RpcResult>> read, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(request, RpcJson.Options);
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan? asked = null;
            try
            {
                var (status, retryAfter, body) = await SendOnceAsync(content, cancellationToken);
                asked = retryAfter;
                var results = read(status, body);
                if (results.FirstOrDefault(r => r.Error is { IsBusy: true }) is not { } busy)
                    return results;
                throw _answers.Busy(busy.Error!);
            }
            catch (HttpRequestException e) when (MayPass(e) && attempt < _options.Retries)
            {
                // The connection broke, or the node has no time: pause, then try again.
            }
            var pause = asked ?? new Backoff(_options.FirstPause, LongestPause).After(attempt + 1, surroundings.Randomness);
            await Task.Delay(pause < LongestPause ? pause : LongestPause, surroundings.Time, cancellationToken);
        }
    }

    private static bool MayPass(HttpRequestException e) =>
        e.StatusCode is null or HttpStatusCode.TooManyRequests || (int)e.StatusCode >= 500;

    private async Task<(HttpStatusCode, TimeSpan?, byte[])> SendOnceAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        try
        {
            using var response = await _http.PostAsync(endpoint, content, cancellationToken);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return (response.StatusCode, response.Headers.RetryAfter?.Delta, answer);
        }
        catch (Exception e) when ((e as TooLargeException ?? e.InnerException as TooLargeException) is { } tooLarge)
        {
            throw new FormatException(tooLarge.Message, e);
        }
    }

    private RpcRequest NewRequest(RpcCall call) => new(Interlocked.Increment(ref _lastId), call.Method, call.Args);
}

/// <summary>A call as it is written.</summary>
internal sealed record RpcRequest(long Id, string Method, object?[] Params, string Jsonrpc = "2.0");
