using System.Text.Json;
using Iexec.Ethereum;
using Xunit;

namespace Iexec.Protocol.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData("1500", 1500UL)]
    [InlineData("1500 nRLC", 1500UL)]
    [InlineData("1.5 RLC", 1_500_000_000UL)]
    [InlineData("0.000000001 rlc", 1UL)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    public void An_amount_reads_with_and_without_unit(string text, ulong nano) =>
        Assert.Equal(new Rlc(nano), Rlc.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("0.0000000001 RLC")]
    [InlineData("1 ETH")]
    [InlineData("1 2 RLC")]
    [InlineData("1e9")]
    [InlineData("18446744073709551616")]
    [InlineData("99999999999999999999999999999999999999999")]
    [InlineData("20000000000 RLC")]
    public void Anything_else_is_refused(string text) => Assert.Throws<FormatException>(() => Rlc.Parse(text));

    [Fact]
    public void Sums_that_do_not_fit_are_errors_not_small_numbers()
    {
        Assert.Throws<OverflowException>(() => new Rlc(ulong.MaxValue) + new Rlc(1));
        Assert.Throws<OverflowException>(() => new Rlc(0) - new Rlc(1));
        Assert.Throws<OverflowException>(() => new Rlc(ulong.MaxValue) * 2);
        Assert.Equal(new Rlc(ulong.MaxValue), new Rlc(ulong.MaxValue).Percent(100));
        Assert.Equal(new Rlc(0), new Rlc(3).Percent(30));
    }

    [Fact]
    public void Tags_are_bits_with_names()
    {
        Assert.Equal(Tag.Parse("0x0000000000000000000000000000000000000000000000000000000000000109"), Tag.Parse("tee,tdx,gpu"));
        Assert.True(Tag.Parse("tee,tdx").IsTee);
        Assert.False(Tag.Parse("gpu").IsTee);
        Assert.True(Tag.Parse("gpu").IsSubsetOf(Tag.Parse("gpu,tee")));
        Assert.False(Tag.Parse("gpu,tee").IsSubsetOf(Tag.Parse("gpu")));
        Assert.Equal(Tag.Parse("tee"), Tag.Parse("tee,tdx,scone,gramine").WithoutFramework());
        Assert.Throws<FormatException>(() => Tag.Parse("quantum"));
    }

    [Fact]
    public void A_deal_and_its_tasks_have_the_published_ids()
    {
        var request = OrderHash.Parse("0x" + new string('1', 64));
        var deal = DealId.Of(request, 3);

        Assert.Equal(Keccak256.Hash([.. request.Value.ToBytes(), .. new byte[31], 3]), deal.Value);
        Assert.Equal(Keccak256.Hash([.. deal.Value.ToBytes(), .. new byte[31], 7]), TaskId.Of(deal, 7).Value);
    }

    [Theory]
    [InlineData("{\"iexec_args\":\"--prefix c0de\"}", "--prefix c0de")]
    [InlineData("--prefix c0de", "--prefix c0de")]
    [InlineData("{broken", "{broken")]
    [InlineData("{\"iexec_args\":5}", "{\"iexec_args\":5}")]
    public void Params_are_JSON_or_bare_arguments(string text, string args) => Assert.Equal(args, DealParams.Parse(text).Args);

    [Fact]
    public void An_order_reads_from_the_published_JSON_with_numbers_or_strings()
    {
        const string Json = """
            {"app":"0x5555555555555555555555555555555555555555","appprice":"5 RLC","volume":"10","tag":"0x0000000000000000000000000000000000000000000000000000000000000001",
            "datasetrestrict":"0x0000000000000000000000000000000000000000","workerpoolrestrict":"0x0000000000000000000000000000000000000000",
            "requesterrestrict":"0x0000000000000000000000000000000000000000","salt":"0x0000000000000000000000000000000000000000000000000000000000000002","sign":"0x0102"}
            """;
        var order = JsonSerializer.Deserialize<AppOrder>(Json, ProtocolJson.Api)!;

        Assert.Equal(new Rlc(5_000_000_000), order.AppPrice);
        Assert.Equal(10UL, order.Volume);
        Assert.True(order.Tag.IsTee);
        Assert.Equal([1, 2], order.Sign);
        Assert.Contains("\"volume\":10,", JsonSerializer.Serialize(order, ProtocolJson.Api), StringComparison.Ordinal);
        Assert.Contains("\"volume\": \"10\"", JsonSerializer.Serialize(order, ProtocolJson.Files), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"app\":5}")]
    [InlineData("[]")]
    public void A_malformed_order_is_an_error(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AppOrder>(json, ProtocolJson.Api));
}
