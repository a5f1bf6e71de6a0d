using Iexec.Ethereum;
using Xunit;

namespace Iexec.Protocol.Tests;

public sealed class DemandsTests
{
    [Theory]
    [InlineData("{\"iexec_result_encryption\":true}", "an encrypted result (iexec_result_encryption)")]
    [InlineData("{\"iexec_secrets\":{\"1\":\"key\"}}", "secrets of the requester (iexec_secrets)")]
    [InlineData("{\"bulk_cid\":\"QmBulk\"}", "a bulk of datasets (bulk_cid)")]
    [InlineData("{\"iexec_result_storage_provider\":\"dropbox\"}", "its result in 'dropbox' (iexec_result_storage_provider)")]
    public void What_this_version_does_not_do_is_said(string parameters, string words) => Assert.Equal(
        $"the deal asks for {words}, which this worker cannot serve",
        Capabilities.Standard.Missing(Demands.Of(DealParams.Parse(parameters)), "this worker"));

    [Theory]
    [InlineData("tee", "a TEE")]
    [InlineData("tee,tdx", "a TEE, and for the TEE framework tdx")]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000020000", "what bit 17 of its tag stands for")]
    public void Every_bit_of_a_tag_is_a_demand(string tag, string words) => Assert.Equal(
        $"the deal asks for {words}, which workerpool 7 cannot serve", Capabilities.Standard.Missing(Demands.Of(Tag.Parse(tag)), "workerpool 7"));

    [Theory]
    [InlineData("ipfs://QmData", false)]
    [InlineData("/ipfs/QmData", false)]
    [InlineData("ftp://host/data", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("\u00a5\u0003\"", false)]
    [InlineData("", false)]
    [InlineData("http://host/data", true)]
    [InlineData("HTTPS://host/data", true)]
    public void Data_is_fetched_by_http_alone(string address, bool isFetched) =>
        Assert.Equal(isFetched, Capabilities.Standard.Missing([Demands.OfData(address)], "this worker") is null);

    [Theory]
    [InlineData("ipfs://QmData")]
    [InlineData("/ipfs/QmData")]
    public void A_gateway_adds_data_in_IPFS(string address) =>
        Assert.Null(Capabilities.Standard.With(Demands.IpfsData).Missing([Demands.OfData(address)], "this worker"));

    [Theory]
    [InlineData("")]
    [InlineData("--prefix c0de")]
    [InlineData("{}")]
    [InlineData("{\"iexec_args\":\"a\",\"iexec_result_encryption\":false,\"iexec_secrets\":{},\"iexec_result_storage_provider\":\"ipfs\",\"bulk_cid\":\"\"}")]
    public void Ordinary_runs_are_served(string parameters)
    {
        Assert.Null(Capabilities.Standard.Missing(Demands.Of(DealParams.Parse(parameters)), "this worker"));
        Assert.Null(Capabilities.Standard.Missing(Demands.Of(Tag.Parse("gpu")), "this worker"));
        Assert.Null(Capabilities.Standard.Missing(Demands.OfCallback(Address.Parse("0x5555555555555555555555555555555555555555")), "this worker"));
    }

    [Theory]
    [InlineData("{\"iexec_args\":\"--name x\"", "the params begin as a JSON object, but are none")]
    [InlineData("{\"iexec_args\":5}", "'iexec_args' in the params must be text")]
    [InlineData("{\"iexec_args\":[\"a\"]}", "'iexec_args' in the params must be text")]
    [InlineData("{\"iexec_input_files\":\"http://host/a\"}", "'iexec_input_files' in the params must be a list of addresses")]
    [InlineData("{\"iexec_input_files\":[\"http://host/a\",7]}", "'iexec_input_files' in the params must be a list of addresses")]
    [InlineData("{\"iexec_input_files\":[null]}", "'iexec_input_files' in the params must be a list of addresses")]
    [InlineData("{\"iexec_result_encryption\":\"yes\"}", "'iexec_result_encryption' in the params must be true or false")]
    [InlineData("{\"iexec_secrets\":[1]}", "'iexec_secrets' in the params must be an object")]
    [InlineData("{} and more", "the params begin as a JSON object, but are none")]
    [InlineData("{\"iexec_args\":\"it's\"}", "is not closed")]
    [InlineData("it's", "is not closed")]
    [InlineData("ends in \\", "lone backslash")]
    public void What_a_worker_would_read_otherwise_is_not_sold(string parameters, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => DealParams.ParseStrictly(parameters)).Message, StringComparison.Ordinal);

    [Fact]
    public void More_input_files_than_are_fetched_are_not_sold() => Assert.Throws<FormatException>(
        () => DealParams.ParseStrictly(new DealParams { InputFiles = [.. Enumerable.Repeat("http://host/a", 101)] }.ToText()));
}
