using System.Net;
using Iexec.Runtime;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Iexec.Hosting;

/// <summary>
/// The HTTP client of a service. A request that may be made twice is tried again when the connection broke or the other side is busy, after
/// the pause it asks for; all tries share the bounds of one answer.
/// </summary>
internal static class ServiceHttp
{
    private static readonly HttpMethod[] Repeatable = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Put, HttpMethod.Delete];
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public static HttpClient Create(Surroundings surroundings)
    {
        var retries = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = surroundings.Time }
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromSeconds(0.5),
                MaxDelay = LongestPause,
                Randomizer = surroundings.Randomness.NextDouble,
                ShouldHandle = tried => ValueTask.FromResult(
                    tried.Context.GetRequestMessage() is { } request && MayBeRepeated(request) && IsPassing(tried.Outcome)),
            })
            .Build();
        return surroundings.CreateHttp(HttpBounds.Message, around: sender => new ResilienceHandler(retries) { InnerHandler = sender });
    }

    // A stream was read when it was sent first.
    private static bool MayBeRepeated(HttpRequestMessage request) =>
        request.Content is not StreamContent && Repeatable.Contains(request.Method);

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException
        || (outcome.Result is { } answer
            && answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            && (answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero) <= LongestPause);
}
