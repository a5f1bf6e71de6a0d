using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Iexec.Runtime;

namespace Iexec.Market.Tests;

/// <summary>The network, with a node that has trouble with what a test names.</summary>
internal sealed class FaultyNode : HttpMessageHandler
{
    /// <summary>Text in a call, and whether the node never answers such a call; else it answers an error.</summary>
    public ConcurrentDictionary<string, bool> Hangs { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HttpMessageHandler HandlerFor(Uri address, Reach reach) => this;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        foreach (var (text, hangs) in Hangs.Where(h => body.Contains(h.Key, StringComparison.OrdinalIgnoreCase)))
        {
            if (hangs)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            const string Refusal = """{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"missing trie node"}}""";
            return new(HttpStatusCode.OK) { Content = new StringContent(Refusal, Encoding.UTF8, "application/json") };
        }
        using var network = new HttpMessageInvoker(Surroundings.Real.Transport(request.RequestUri!, Reach.Anywhere), disposeHandler: false);
        return await network.SendAsync(request, cancellationToken);
    }
}
