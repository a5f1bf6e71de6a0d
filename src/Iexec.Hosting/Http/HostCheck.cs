using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Iexec.Hosting;

/// <summary>
/// A service on loopback answers only to names of loopback and to those its operator gives: a page whose own name resolves to 127.0.0.1
/// must not read it in a visitor's browser (DNS rebinding).
/// </summary>
internal sealed class HostCheck(RequestDelegate next, ServiceSettings settings)
{
    private readonly IList<StringSegment> _names =
        ["localhost", "127.0.0.1", "[::1]", .. settings.Hosts.Select(name => new StringSegment(name))];

    public Task InvokeAsync(HttpContext http)
    {
        var host = http.Request.Host;
        return !settings.Listen.IsLoopback || !host.HasValue || IsOurs(host)
            ? next(http)
            : ErrorAnswers.WriteAsync(
                http,
                StatusCodes.Status421MisdirectedRequest,
                "This service listens on this machine only and does not answer to that Host name; its operator may add it (Hosts).",
                http.RequestAborted);
    }

    private bool IsOurs(HostString host)
    {
        try
        {
            return HostString.MatchesAny(new StringSegment(host.Value), _names);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
