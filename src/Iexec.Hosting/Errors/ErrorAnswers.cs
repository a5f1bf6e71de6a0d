using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Iexec.Hosting;

/// <summary>Answers every error with <see cref="ErrorAnswer"/>. What was not foreseen is logged and told as an internal error only.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (http.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null, ContentLength: null })
                await WriteAsync(http, http.Response.StatusCode, ReasonPhrases.GetReasonPhrase(http.Response.StatusCode), http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            var (status, message) = e switch
            {
                UserErrorException user => ((int)user.Status, user.Message),
                BadHttpRequestException { InnerException: JsonException json } => (400, $"The body is not the JSON expected: {json.Message}"),
                BadHttpRequestException bad => (bad.StatusCode, bad.Message),
                HttpRequestException or TimeoutException => (503, "A node or service that this one needs does not answer; try again later."),
                _ => (500, "Internal error; the service's log has more."),
            };
            if (status >= 500 && e is not UserErrorException)
                log.LogError(e, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
            http.Response.Clear();
            await WriteAsync(http, status, message, http.RequestAborted);
        }
    }

    public static Task WriteAsync(HttpContext http, int status, string message, CancellationToken cancel)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new ErrorAnswer(false, message), cancel);
    }
}
