using System.Net;
using System.Net.Http.Json;
using Iexec.Api;
using Iexec.Protocol;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>A client sees every page of a list, and the end of it.</summary>
public sealed class OrderPagesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(25, 25)]
    // A market that never ends a list is not believed for ever.
    [InlineData(int.MaxValue, 1000)]
    public async Task All_pages_are_read_in_their_order(int pages, int read)
    {
        using var market = new Pages(pages);
        using var http = new HttpClient(market);
        var seen = new List<ulong>();
        await foreach (var order in new MarketClient(http, new("http://market"), 1).AllOrdersAsync<WorkerpoolOrder>(new() { PageIndex = 7 }, default))
            seen.Add(order.Remaining);
        Assert.Equal(Enumerable.Range(0, read).Select(i => (ulong)i), seen);
    }

    private sealed class Pages(int count) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var index = int.Parse(QueryHelpers.ParseQuery(request.RequestUri!.Query)["pageIndex"]!, null);
            var order = new WorkerpoolOrder(default, Rlc.Zero, 1, Tag.None, 0, 0, default, default, default, default);
            var page = new OrderPage<WorkerpoolOrder>(
                [new(default, 1, order, (ulong)index, OrderStatus.Open, default, default)], (ulong)count, index + 1 < count ? index + 1 : null);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(page, options: ProtocolJson.Api) });
        }
    }
}
