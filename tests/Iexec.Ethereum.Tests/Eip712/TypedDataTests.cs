namespace Iexec.Ethereum.Tests.Eip712;

public sealed class TypedDataTests
{
    private const string Mail = """
        {"types":{"EIP712Domain":[{"name":"name","type":"string"}],
                  "Person":[{"name":"name","type":"string"},{"name":"wallets","type":"address[2]"}],
                  "Mail":[{"name":"to","type":"Person[]"},{"name":"amount","type":"uint8"}]},
         "primaryType":"Mail","domain":{"name":"x"},
         "message":{"to":[{"name":"Bob","wallets":["0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB","0x0000000000000000000000000000000000000000"]}],"amount":AMOUNT}}
        """;

    [Fact]
    public void Referenced_structs_follow_in_the_order_of_their_names()
    {
        var types = Parse("1").Types;
        Assert.Equal("Mail(Person[] to,uint8 amount)Person(string name,address[2] wallets)", types.EncodeType("Mail"));
        Assert.Equal(Keccak256.HashText(types.EncodeType("Mail")), types.TypeHash("Mail"));
    }

    [Theory]
    [InlineData("255")]
    [InlineData("\"255\"")]
    [InlineData("\"0xff\"")]
    public void Numbers_may_be_text(string amount) => Assert.Equal(Parse("255").Digest, Parse(amount).Digest);

    [Theory]
    [InlineData("256")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e2")]
    [InlineData("\"\"")]
    [InlineData("\"0x\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void Values_that_do_not_fit_are_refused(string amount) => Assert.Throws<FormatException>(() => Parse(amount).Digest);

    [Fact]
    public void Dotnet_values_hash_as_their_json()
    {
        var typed = Parse("7");
        var person = new Dictionary<string, object?> { ["name"] = "Bob", ["wallets"] = new[] { Address.Parse("0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"), Address.Zero } };
        var message = new Dictionary<string, object?> { ["to"] = new[] { person }, ["amount"] = 7 };
        Assert.Equal(typed.Digest, (typed with { Message = message }).Digest);
    }

    [Theory]
    [InlineData("address[2]", "address[3]")]
    [InlineData("address[2]", "address[2")]
    [InlineData("address[2]", "addres[2]")]
    [InlineData("address[2]", "[2]")]
    [InlineData("Person[]", "Persona[]")]
    [InlineData("\"Mail\"", "\"Male\"")]
    [InlineData("\"domain\":{\"name\":\"x\"}", "\"domain\":1")]
    [InlineData("\"wallets\":[", "\"purses\":[")]
    [InlineData("EIP712Domain\":[{\"name\":\"name\"", "EIP712Domain\":[{\"name\":\"wat\"")]
    public void Typed_data_that_does_not_fit_together_is_refused(string find, string replace)
    {
        var json = Mail.Replace("AMOUNT", "1", StringComparison.Ordinal);
        var index = json.LastIndexOf(find, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => TypedData.Parse(string.Concat(json.AsSpan(0, index), replace, json.AsSpan(index + find.Length))).Digest);
    }

    [Fact]
    public void Unknown_fields_of_a_domain_are_refused() => Assert.Throws<FormatException>(() => TypedData.Parse(
        """{"types":{"M":[{"name":"a","type":"bool"}]},"primaryType":"M","domain":{"chain":1},"message":{"a":true}}""").Digest);

    private static TypedData Parse(string amount) => TypedData.Parse(Mail.Replace("AMOUNT", amount, StringComparison.Ordinal));
}
