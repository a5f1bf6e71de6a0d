using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Iexec.Hosting;

/// <summary>
/// Refuses the requests of one address beyond its <see cref="AddressBudget"/>. A long poll is one request, however long it is held.
/// </summary>
internal sealed class RequestLimit(RequestDelegate next, ServiceSettings settings, TimeProvider time)
{
    private readonly AddressBudget _budget = new(settings.RequestsPerMinute, settings.RequestsAtOnce, time);

    public async Task InvokeAsync(HttpContext http)
    {
        var caller = http.Connection.RemoteIpAddress;
        if (caller is null || (IPAddress.IsLoopback(caller) && !settings.LimitsLoopback))
        {
            await next(http);
            return;
        }
        if (_budget.Enter(caller, out var wait) is not { } account)
        {
            var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            http.Response.Headers.RetryAfter = seconds;
            await ErrorAnswers.WriteAsync(
                http,
                StatusCodes.Status429TooManyRequests,
                $"Rate limit exceeded: one address may make {settings.RequestsPerMinute} requests a minute, "
                    + $"{settings.RequestsAtOnce} at once; try again in {seconds} s.",
                http.RequestAborted);
            return;
        }
        try
        {
            await next(http);
        }
        finally
        {
            _budget.Leave(account);
        }
    }
}
