using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Iexec.Hosting;

/// <summary>A limit on the requests of one IP address, over a sliding minute.</summary>
internal static class RequestLimit
{
    public static IServiceCollection AddRequestLimit(this IServiceCollection services, ServiceSettings settings) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (rejected, cancel) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await ErrorAnswers.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "Rate limit exceeded", cancel);
            };
            if (settings.RequestsPerMinute > 0)
                limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                {
                    var caller = http.Connection.RemoteIpAddress;
                    if (caller is not null && IPAddress.IsLoopback(caller) && !settings.LimitsLoopback)
                        return RateLimitPartition.GetNoLimiter("loopback");
                    return RateLimitPartition.GetSlidingWindowLimiter(caller?.ToString() ?? "", _ => new SlidingWindowRateLimiterOptions
                    {
                        PermitLimit = settings.RequestsPerMinute,
                        Window = TimeSpan.FromMinutes(1),
                        SegmentsPerWindow = 6,
                    });
                });
        });
}
