using System.Net;
using System.Net.Http.Headers;
using Iexec.Ethereum;
using Xunit;

namespace Iexec.Results.Tests.Upload;

public sealed class GatewayTests : IAsyncLifetime
{
    private readonly PrivateKey _worker = PrivateKey.Create();
    private readonly byte[] _zip = TestZip.Result("42", out _);
    private TestStore _store = null!;
    private string _location = "";

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.StartAsync();
        _store.Chain.Contribute(_worker.Address, TestZip.Sha256("42"));
        using var answer = await _store.PutAsync(await _store.TokenAsync(_worker), _zip);
        _location = await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _worker.Dispose();
    }

    [Fact]
    public async Task An_archive_is_served_as_one_that_never_changes()
    {
        using var answer = await _store.Http.GetAsync(_location);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal($"\"{_location[6..]}\"", answer.Headers.ETag!.Tag);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));

        using var head = await _store.SendAsync(HttpMethod.Head, _location, null);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(_zip.Length, head.Content.Headers.ContentLength);

        using var known = new HttpRequestMessage(HttpMethod.Get, _location);
        known.Headers.IfNoneMatch.Add(answer.Headers.ETag);
        using var unchanged = await _store.Http.SendAsync(known);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Ranges_are_served()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _location) { Headers = { Range = new RangeHeaderValue(10, 19) } };
        using var answer = await _store.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(_zip[10..20], await answer.Content.ReadAsByteArrayAsync());
        using var beyond = new HttpRequestMessage(HttpMethod.Get, _location) { Headers = { Range = new RangeHeaderValue(_zip.Length, null) } };
        using var refused = await _store.Http.SendAsync(beyond);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, refused.StatusCode);
    }

    [Theory]
    [InlineData("/ipfs/QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH", 404)]
    [InlineData("/ipfs/..%2F..%2Ftoken.key", 400)]
    [InlineData("/ipfs/%2e%2e/token.key", 404)]
    [InlineData("/ipfs/../token.key", 404)]
    [InlineData("/ipfs/token.key", 400)]
    [InlineData("/ipfs/QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQ%00", 400)]
    [InlineData("/ipfs/", 404)]
    public async Task Nothing_but_stored_archives_is_served(string path, int status)
    {
        using var answer = await _store.Http.GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
    }
}
