using System.Net;
using Iexec.Testing;

namespace Iexec.Runtime.Tests;

/// <summary>A stranger's answer costs no more than was allowed, however it comes.</summary>
public sealed class HttpBoundsTests
{
    private static readonly Uri Address = new("http://stranger/path?key=secret");
    private static readonly HttpBounds Bounds = new(1000, TimeSpan.FromSeconds(10));
    private readonly ManualTime _time = new();

    [Fact]
    public async Task An_answer_within_its_bounds_is_read_whole()
    {
        using var http = Client(new Body(1000, declared: true));
        Assert.Equal(1000, (await http.GetByteArrayAsync(Address)).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_with_more_bytes_is_cut_off(bool declared)
    {
        var body = new Body(1 << 30, declared);
        using var http = Client(body);
        var error = await Assert.ThrowsAsync<TooLargeException>(() => http.GetByteArrayAsync(Address));
        Assert.Equal("http://stranger answered more than 1000 bytes", error.Message);
        Assert.InRange(body.Given, 0, 1 << 20);
    }

    [Fact]
    public async Task An_answer_that_never_begins_is_given_up()
    {
        using var http = Client(new Silence());
        await ExpiresAsync(http.GetByteArrayAsync(Address));
    }

    [Fact]
    public async Task A_body_that_trickles_is_given_up_though_bytes_keep_coming()
    {
        var trickle = new Body(500, declared: false) { Wait = ct => Task.Delay(TimeSpan.FromSeconds(4), _time, ct) };
        using var http = Client(trickle);
        var get = http.GetByteArrayAsync(Address);
        for (var seconds = 4; seconds <= 12; seconds += 4)
        {
            await _time.WaitForTimerAsync(TimeSpan.FromSeconds(Math.Min(4, 14 - seconds)));
            _time.Advance(TimeSpan.FromSeconds(4));
        }
        Assert.Equal("http://stranger did not answer within 10 s", (await Assert.ThrowsAsync<TimeLimitException>(() => get)).Message);
    }

    [Fact]
    public async Task A_request_may_set_bounds_of_its_own()
    {
        using var http = Client(new Body(5000, declared: false));
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        new HttpBounds(5000, TimeSpan.FromSeconds(1)).ApplyTo(request);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(5000, (await answer.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task Requests_name_their_program()
    {
        var body = new Body(1, declared: true);
        using var http = Client(body);
        await http.GetByteArrayAsync(Address);
        Assert.StartsWith("iexec/", body.UserAgent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://localhost:1/")]
    [InlineData("http://[::1]:1/")]
    public async Task What_a_stranger_names_does_not_lead_into_the_own_network(string address)
    {
        using var http = Surroundings.Real.CreateHttp(Bounds, Reach.Public);
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetByteArrayAsync(new Uri(address)));
        Assert.Contains("no public address", error.Message, StringComparison.Ordinal);
    }

    private HttpClient Client(HttpMessageHandler handler) => TestSurroundings.With(_time, handler).CreateHttp(Bounds);

    private async Task ExpiresAsync(Task call)
    {
        await _time.WaitForTimerAsync(Bounds.Time);
        _time.Advance(Bounds.Time);
        await Assert.ThrowsAsync<TimeLimitException>(() => call);
    }

    private sealed class Silence : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }

    /// <summary>An answer of so many bytes, made as they are read.</summary>
    private sealed class Body(long bytes, bool declared) : HttpMessageHandler
    {
        public Func<CancellationToken, Task> Wait { get; init; } = _ => Task.CompletedTask;

        public long Given { get; private set; }

        public string UserAgent { get; private set; } = "";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            UserAgent = request.Headers.UserAgent.ToString();
            var content = new StreamContent(new Source(this, bytes));
            content.Headers.ContentLength = declared ? bytes : null;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }

        private sealed class Source(Body body, long bytes) : MemoryStream
        {
            public override bool CanSeek => false;

            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                await body.Wait(cancellationToken);
                var count = (int)Math.Min(Math.Min(buffer.Length, 100), bytes - body.Given);
                body.Given += count;
                return count;
            }
        }
    }
}
