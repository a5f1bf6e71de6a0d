using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Iexec.Ethereum;

/// <summary>Reads what nodes, and gateways before them, answer: JSON-RPC in its many dialects, or something else.</summary>
internal sealed class RpcAnswers(NodeWords words)
{
    /// <summary>The answer to one call.</summary>
    /// <exception cref="HttpRequestException">The node gave no answer, but a status of HTTP.</exception>
    /// <exception cref="FormatException">It is not JSON-RPC.</exception>
    public RpcResult Of(HttpStatusCode status, byte[] body)
    {
        using var document = Parse(status, body);
        return ResultOf(document.RootElement, status);
    }

    /// <summary>The answers to calls made in one request, in the order of the calls.</summary>
    /// <exception cref="RpcException">The node refused the batch as a whole.</exception>
    /// <exception cref="HttpRequestException">The node gave no answer, but a status of HTTP.</exception>
    /// <exception cref="FormatException">It is not JSON-RPC, or a call is not answered.</exception>
    public IReadOnlyList<RpcResult> OfBatch(HttpStatusCode status, byte[] body, IReadOnlyList<RpcRequest> requests)
    {
        using var document = Parse(status, body);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw ResultOf(document.RootElement, status).Error is { } refused
                ? Refused(refused)
                : NotJsonRpc("a batch has to be answered by an array");
        }
        var answers = new Dictionary<long, RpcResult>();
        RpcException? whole = null;
        foreach (var answer in document.RootElement.EnumerateArray().Where(a => a.ValueKind == JsonValueKind.Object))
        {
            if (answer.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number))
                answers[number] = ResultOf(answer, status);
            else
                whole ??= ErrorOf(answer);
        }
        return [.. requests.Select(r => answers.GetValueOrDefault(r.Id)
            ?? throw (whole is null ? NotJsonRpc($"the batch's call of {r.Method} is not answered") : Refused(whole)))];
    }

    /// <summary>The node had no time.</summary>
    public HttpRequestException Busy(RpcException error) => Unavailable(HttpStatusCode.TooManyRequests, error.Message);

    private Exception Refused(RpcException whole) => whole.IsBusy ? Busy(whole) : whole;

    // Some nodes answer errors of JSON-RPC with a status such as 400, so the body counts before the status; but for those that only mean
    // «not now», whatever the body is.
    private JsonDocument Parse(HttpStatusCode status, byte[] body)
    {
        if (status is HttpStatusCode.TooManyRequests
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
            throw Unavailable(status, TextOf(body));
        try
        {
            // What is not UTF-8 would only be noticed when a text is taken.
            return Utf8.IsValid(body) ? JsonDocument.Parse(body) : JsonDocument.Parse(Encoding.UTF8.GetString(body));
        }
        catch (JsonException) when ((int)status >= 300)
        {
            throw Unavailable(status, TextOf(body));
        }
        catch (JsonException e)
        {
            throw new FormatException($"What {words.Node} answers is not JSON, but: {words.Of(TextOf(body))}", e);
        }
    }

    private RpcResult ResultOf(JsonElement answer, HttpStatusCode status)
    {
        if (answer.ValueKind == JsonValueKind.Object)
        {
            if (ErrorOf(answer) is { } error)
                return new(error);
            if (answer.TryGetProperty("result", out var result))
                return new(result.Clone());
        }
        return (int)status >= 300
            ? throw Unavailable(status, answer.GetRawText())
            : throw NotJsonRpc($"an answer is an object with a result or an error, not {answer.GetRawText()}");
    }

    // An error may be a text; gateways answer without the frame of JSON-RPC, only with code and message.
    private RpcException? ErrorOf(JsonElement answer)
    {
        if (answer.TryGetProperty("error", out var error) && error.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
            return RpcException.FromJson(error, words);
        return !answer.TryGetProperty("result", out _) && (answer.TryGetProperty("message", out _) || answer.TryGetProperty("code", out _))
            ? RpcException.FromJson(answer, words)
            : null;
    }

    private HttpRequestException Unavailable(HttpStatusCode status, string said)
    {
        var text = words.Of(said);
        return new($"The node at {words.Node} answered HTTP {(int)status} {status}" + (text.Length > 0 ? $": {text}" : ""), null, status);
    }

    private FormatException NotJsonRpc(string why) => new($"The answer of {words.Node} is not JSON-RPC 2.0: {words.Of(why)}.");

    private static string TextOf(byte[] body) => Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 1 << 14)));
}
