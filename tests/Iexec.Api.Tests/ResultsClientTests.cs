using System.Net;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Testing;
using Iexec.Runtime;
using Xunit;

namespace Iexec.Api.Tests;

public sealed class ResultsClientTests
{
    private static readonly TaskId Task = new(Keccak256.HashText("task"));

    [Fact]
    public async Task An_upload_asks_before_it_sends_the_archive()
    {
        using var store = new Refusing();
        using var http = TestSurroundings.With(handler: store).CreateHttp(HttpBounds.Message);
        var refused = await Assert.ThrowsAsync<ApiException>(
            () => new ResultsClient(http, new("http://store.example")).UploadAsync(Task, new MemoryStream([1]), "token", default));
        Assert.Equal("not yours", refused.Message);
        Assert.True(store.Expected);
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_is_told_without_the_key_in_its_address()
    {
        using var nobody = new Unreachable();
        using var http = TestSurroundings.With(handler: nobody).CreateHttp(HttpBounds.Message);
        var store = new ResultsClient(http, new("http://me:secret1@store.example/secret2"));
        var refused = await Assert.ThrowsAsync<ApiException>(() => store.FindAsync(Task, default));
        Assert.Equal("http://store.example cannot be reached: no route", refused.Message);
    }

    private sealed class Refusing : HttpMessageHandler
    {
        public bool? Expected { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Expected = request.Headers.ExpectContinue;
            return System.Threading.Tasks.Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("""{"ok":false,"error":"not yours"}""") });
        }
    }

    private sealed class Unreachable : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("no route");
    }
}
