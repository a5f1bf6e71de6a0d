using System.Net;
using Iexec.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Iexec.Market;

/// <summary>Every request names the chain it means, in its path or its query; and when the chain can not be reached it is told so.</summary>
internal sealed class ChainRequests(MarketSettings settings) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var named = http.GetRouteValue("chainId") as string ?? new QueryReader(http.Request.Query).Text("chainId")
            ?? throw new UserErrorException($"'chainId' is required; this market serves chain {settings.ChainId}");
        if (named != settings.ChainId.ToString())
            throw new UserErrorException($"this market serves chain {settings.ChainId}, not {named}");
        try
        {
            return await next(context);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            throw new UserErrorException("the market can not reach its chain now; try again later", HttpStatusCode.ServiceUnavailable);
        }
    }
}
