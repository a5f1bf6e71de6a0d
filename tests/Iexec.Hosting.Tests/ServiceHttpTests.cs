using System.Net;
using System.Net.Http.Headers;
using Iexec.Testing;
using Xunit;

namespace Iexec.Hosting.Tests;

public sealed class ServiceHttpTests
{
    private static readonly Uri Somewhere = new("http://service.example/");
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(null)]
    public async Task What_may_be_asked_twice_is_asked_again_after_a_failure_that_passes(HttpStatusCode? status)
    {
        using var server = new Answers(status, HttpStatusCode.OK);
        using var http = Client(server);
        var answer = http.GetAsync(Somewhere);
        await PassAsync(answer);
        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
        Assert.Equal(2, server.Asked);
    }

    [Fact]
    public async Task A_busy_server_is_given_the_pause_it_asks_for_unless_it_is_long()
    {
        using var server = new Answers(HttpStatusCode.TooManyRequests, HttpStatusCode.OK) { RetryAfter = TimeSpan.FromSeconds(7) };
        using var http = Client(server);
        var answer = http.GetAsync(Somewhere);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(7));
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);

        using var patient = new Answers(HttpStatusCode.TooManyRequests, HttpStatusCode.OK) { RetryAfter = TimeSpan.FromHours(1) };
        using var other = Client(patient);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await other.GetAsync(Somewhere)).StatusCode);
    }

    [Fact]
    public async Task What_may_not_be_asked_twice_is_asked_once()
    {
        using var server = new Answers(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        using var http = Client(server);
        using var body = new StringContent("x");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.PostAsync(Somewhere, body)).StatusCode);
        using var stream = new StreamContent(new MemoryStream([1]));
        using var again = new Answers(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        using var other = Client(again);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await other.PutAsync(Somewhere, stream)).StatusCode);
    }

    private HttpClient Client(HttpMessageHandler server) =>
        ServiceHttp.Create(TestSurroundings.With(_time, server) with { Randomness = new Random(1) });

    // The pause before the second try, and no more: the bound of the whole answer is far off.
    private async Task PassAsync(Task answer)
    {
        await _time.WaitForTimersAsync(2);
        _time.Advance(TimeSpan.FromSeconds(5));
        await answer;
    }

    private sealed class Answers(params HttpStatusCode?[] answers) : HttpMessageHandler
    {
        public int Asked { get; private set; }

        public TimeSpan? RetryAfter { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var status = answers[Asked++] ?? throw new HttpRequestException("the connection broke");
            var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
            answer.Headers.RetryAfter = RetryAfter is { } wait ? new RetryConditionHeaderValue(wait) : null;
            return Task.FromResult(answer);
        }
    }
}
