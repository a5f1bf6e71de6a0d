namespace Iexec.Runtime;

/// <summary>Sends each request by the way that the transport has to its address.</summary>
internal sealed class RoutingHandler(Transport transport, Reach reach) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var handler = new HttpMessageInvoker(transport(request.RequestUri!, reach), disposeHandler: false);
        return handler.SendAsync(request, cancellationToken);
    }
}
