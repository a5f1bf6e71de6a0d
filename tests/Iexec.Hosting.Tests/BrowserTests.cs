using System.Net;
using Xunit;

namespace Iexec.Hosting.Tests;

public sealed class BrowserTests
{
    private const string Origin = "https://page.example";

    [Fact]
    public async Task No_page_may_read_answers_unless_the_operator_names_its_origin()
    {
        await using var service = await TestService.StartAsync();
        using (var closed = await service.GetAsync("/version", ("Origin", Origin)))
            Assert.False(closed.Headers.Contains("Access-Control-Allow-Origin"));

        await service.RestartAsync(s => s with { Origins = [Origin] });
        using (var named = await service.GetAsync("/version", ("Origin", Origin)))
            Assert.Equal(Origin, Assert.Single(named.Headers.GetValues("Access-Control-Allow-Origin")));
        using (var other = await service.GetAsync("/version", ("Origin", "https://other.example")))
            Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));

        await service.RestartAsync(s => s with { Origins = ["*"] });
        using var any = await service.GetAsync("/version", ("Origin", Origin));
        Assert.Equal("*", Assert.Single(any.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData("rebound.example", false)]
    [InlineData("rebound.example:80", false)]
    [InlineData("127.0.0.1.rebound.example", false)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1:5", true)]
    [InlineData("[::1]:5", true)]
    public async Task On_loopback_only_names_of_loopback_are_answered(string host, bool answers)
    {
        await using var service = await TestService.StartAsync();
        using var answer = await service.GetAsync("/version", ("Host", host));
        Assert.Equal(answers ? HttpStatusCode.OK : HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        if (!answers)
            Assert.Contains("Host", await TestService.ErrorOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_names_of_a_proxy_in_front_are_answered_when_the_operator_gives_them()
    {
        await using var service = await TestService.StartAsync(s => s with { Hosts = ["market.example", "*.pools.example"] });
        foreach (var host in new[] { "market.example", "one.pools.example:443" })
        {
            using var answer = await service.GetAsync("/version", ("Host", host));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_service_that_is_open_to_others_answers_to_any_name()
    {
        await using var service = await TestService.StartAsync(s => s with { Listen = new("http://0.0.0.0:0") });
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{service.Http.BaseAddress!.Port}/version")
            { Headers = { Host = "market.example" } };
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
