using System.Text;
using Iexec.Api;
using Xunit;

namespace Iexec.Results.Tests.Api;

public sealed class ResultLinkTests
{
    [Fact]
    public void A_link_is_written_as_published_clients_expect_it()
    {
        var link = new ResultLink("ipfs", "/ipfs/QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH");
        Assert.Equal("""{ "storage": "ipfs", "location": "/ipfs/QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH" }""", Encoding.UTF8.GetString(link.ToBytes()));
        Assert.True(ResultLink.TryParse(link.ToBytes(), out var read));
        Assert.Equal(link, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"storage":"ipfs"}""")]
    [InlineData("not json")]
    public void Results_that_are_no_link_are_not_one(string text) => Assert.False(ResultLink.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("dropbox", "/ipfs/Qm")]
    [InlineData("ipfs", "//evil.example/Qm")]
    [InlineData("ipfs", "/ipfs/../v1/results")]
    [InlineData("ipfs", "/ipfs/")]
    [InlineData("ipfs", "http://evil.example/ipfs/Qm")]
    public async Task A_link_from_the_chain_leads_to_the_gateway_only(string storage, string location)
    {
        using var http = new HttpClient();
        var client = new ResultsClient(http, new Uri("http://127.0.0.1:1"));
        var refused = await Assert.ThrowsAsync<ApiException>(() => client.DownloadAsync(new ResultLink(storage, location), Stream.Null, 1, default));
        Assert.Contains("not in a result store", refused.Message, StringComparison.Ordinal);
    }
}
