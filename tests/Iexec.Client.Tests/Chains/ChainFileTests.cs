using System.Text.Json;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;
using Xunit;

namespace Iexec.Client.Tests.Chains;

public sealed class ChainFileTests
{
    private const string Text = """
        {
          "default": "local",
          "chains": {
            "local": { "id": "65535", "host": "http://127.0.0.1:8545", "hub": "0x0000000000000000000000000000000000000001", "iexecGateway": "http://127.0.0.1:3000", "useGas": true },
            "other": { "id": "42161", "host": "https://node.example", "hub": "0x0000000000000000000000000000000000000002" }
          }
        }
        """;

    [Fact]
    public void A_published_clients_file_is_read()
    {
        var file = Read();

        Assert.Equal(new ChainConfig("65535", new("http://127.0.0.1:8545"), Address.Parse("0x0000000000000000000000000000000000000001"), new("http://127.0.0.1:3000")), file.Choose(null));
        Assert.Equal("42161", file.Choose("other").Id);
    }

    [Fact]
    public void A_chain_that_is_not_there_is_told_with_those_that_are()
    {
        var error = Assert.Throws<UserException>(() => Read().Choose("mainnet"));

        Assert.Equal("chain.json has no chain 'mainnet'; it has local, other", error.Message);
    }

    [Fact]
    public void A_service_that_is_not_named_is_told_when_it_is_needed()
    {
        var client = new IexecClient(Read().Choose("other"), Surroundings.Real, null, null);

        Assert.Contains("'iexecGateway'", Assert.Throws<UserException>(() => client.Market).Message, StringComparison.Ordinal);
        Assert.Contains("'ipfsGateway'", Assert.Throws<UserException>(() => client.Results).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_is_no_number_is_refused()
    {
        var error = Assert.Throws<UserException>(() => new IexecClient(Read().Choose(null) with { Id = "local" }, Surroundings.Real, null, null));

        Assert.Contains("'local' is no number", error.Message, StringComparison.Ordinal);
    }

    private static ChainFile Read() => JsonSerializer.Deserialize<ChainFile>(Text, ProtocolJson.Files)!;
}
