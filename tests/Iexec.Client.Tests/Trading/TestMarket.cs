using System.Net;
using System.Net.Http.Json;
using Iexec.Api;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Client.Tests.Trading;

/// <summary>A market that answers what it was told to answer, true or not.</summary>
internal sealed class TestMarket : HttpMessageHandler
{
    private readonly Dictionary<OrderKind, List<(OrderHash Hash, object View)>> _orders = Enum.GetValues<OrderKind>().ToDictionary(k => k, _ => new List<(OrderHash, object)>());

    public static Uri Address { get; } = new("http://market");

    /// <summary>The real surroundings, with this market in them.</summary>
    public Surroundings Surroundings => Surroundings.Real with
    {
        Transport = (uri, reach) => uri.Host == Address.Host ? this : Surroundings.Real.Transport(uri, reach),
    };

    /// <summary>Lists an order under a hash.</summary>
    public void Say<T>(OrderHash hash, T order) where T : IOrder =>
        _orders[order.Kind].Add((hash, new PublishedOrder<T>(hash, 1, order, order.Volume, "open", default, default)));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath.Split('/');
        var orders = _orders[Enum.Parse<OrderKind>(path[1][..^"orders".Length], ignoreCase: true)];
        object answer = path.Length > 2
            ? orders.First(o => o.Hash.ToString() == path[2]).View
            : new { orders = orders.Select(o => o.View), count = orders.Count };
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(answer, options: ProtocolJson.Api) });
    }
}
