using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Hosting;
using Iexec.Protocol;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>What strangers may send. There is no chain: nothing here may get so far as to ask it, but where the test says so.</summary>
public sealed class StrangersTests : IAsyncLifetime
{
    private const ulong ChainId = 65535;
    private const string App = """
        {"app":"0x2c7536E3605D9C16a7a3D7b1898e529396a65c23","appprice":1,"volume":"10","tag":"0x0000000000000000000000000000000000000000000000000000000000000000",
        "datasetrestrict":"0x0000000000000000000000000000000000000000","workerpoolrestrict":"0x0000000000000000000000000000000000000000",
        "requesterrestrict":"0x0000000000000000000000000000000000000000","salt":"0xa7ac5f52899760ac1b06041837ed929483f814500ff142caf90187f44d4497dc","sign":"0x"}
        """;

    private const string Request = """
        {"app":"0x2c7536E3605D9C16a7a3D7b1898e529396a65c23","appmaxprice":1,"dataset":"0x0000000000000000000000000000000000000000","datasetmaxprice":0,
        "workerpool":"0x0000000000000000000000000000000000000000","workerpoolmaxprice":1,"requester":"0x2c7536E3605D9C16a7a3D7b1898e529396a65c23","volume":1,
        "tag":"0x0000000000000000000000000000000000000000000000000000000000000000","category":0,"trust":0,
        "beneficiary":"0x0000000000000000000000000000000000000000","callback":"0x0000000000000000000000000000000000000000","params":"PARAMS",
        "salt":"0xa7ac5f52899760ac1b06041837ed929483f814500ff142caf90187f44d4497dc","sign":"0x"}
        """;

    private readonly TempFolder _folder = new();
    private readonly ShiftedTime _time = new();
    private readonly HttpClient _http = new();
    private readonly PrivateKey _key = PrivateKey.Create();
    private WebApplication? _service;

    public async ValueTask InitializeAsync()
    {
        _service = MarketService.Create(
            new()
            {
                DataFolder = _folder.Path,
                ChainUrl = new("http://127.0.0.1:1"),
                ChainId = ChainId,
                Hub = Address.Parse("0x3eca1B216A7DF1C7689aEb259fFB83ADFB894E7f"),
                LogLevel = Microsoft.Extensions.Logging.LogLevel.None,
            },
            ServiceSurroundings.Real with { Time = _time });
        await _service.StartAsync();
        _http.BaseAddress = _service.ListenUrl();
    }

    public async ValueTask DisposeAsync()
    {
        await _service!.StopAsync();
        await _service.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
        _key.Dispose();
    }

    [Theory]
    [InlineData("/apporders", "'chainId' is required; this market serves chain 65535")]
    [InlineData("/apporders?chainId=1", "this market serves chain 65535, not 1")]
    [InlineData("/1/workerpools/0x2c7536E3605D9C16a7a3D7b1898e529396a65c23", "this market serves chain 65535, not 1")]
    [InlineData("/65535/workerpools/pool", "'pool' is not an address")]
    [InlineData("/apporders?chainId=65535", "'app' or 'appOwner' is required")]
    [InlineData("/datasetorders?chainId=65535", "'dataset' or 'datasetOwner' is required")]
    [InlineData("/workerpoolorders?chainId=65535&category=-1", "'category' must be a whole number from 0 to 9007199254740991")]
    [InlineData("/workerpoolorders?chainId=65535&category=9007199254740992", "'category' must be a whole number")]
    [InlineData("/workerpoolorders?chainId=65535&pageSize=9", "'pageSize' must be from 10 to 1000")]
    [InlineData("/workerpoolorders?chainId=65535&pageSize=1001", "'pageSize' must be from 10 to 1000")]
    [InlineData("/workerpoolorders?chainId=65535&pageIndex=9007199254740991", "'pageIndex' is too large")]
    [InlineData("/workerpoolorders?chainId=65535&app=0x2c7536E3605D9C16a7a3D7b1898e529396a65C23", "'app' must be an address")]
    [InlineData("/workerpoolorders?chainId=65535&minTag=0x1", "'minTag' must be a tag")]
    [InlineData("/workerpoolorders?chainId=65535&isAppStrict=maybe", "'isAppStrict' must be true or false")]
    [InlineData("/workerpoolorders?chainId=65535&category=1&category=2", "give 'category' once")]
    [InlineData("/deals?chainId=65535&apporderHash=0x12", "'apporderHash' must be an order hash")]
    [InlineData("/challenge?chainId=65535", "'address' is required")]
    public async Task A_bad_query_is_refused_with_a_reason(string path, string reason) =>
        await RefusedAsync(await _http.GetAsync(path), HttpStatusCode.BadRequest, reason);

    [Theory]
    [InlineData("/apporders/0x12?chainId=65535", HttpStatusCode.BadRequest)]
    [InlineData("/apporders/0xa7ac5f52899760ac1b06041837ed929483f814500ff142caf90187f44d4497dc?chainId=65535", HttpStatusCode.NotFound)]
    [InlineData("/deals/0xa7ac5f52899760ac1b06041837ed929483f814500ff142caf90187f44d4497dc?chainId=65535", HttpStatusCode.NotFound)]
    [InlineData("/categories/7?chainId=65535", HttpStatusCode.NotFound)]
    [InlineData("/65535/workerpools/0x2c7536E3605D9C16a7a3D7b1898e529396a65c23", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_told_in_json(string path, HttpStatusCode status) => await RefusedAsync(await _http.GetAsync(path), status, "");

    [Theory]
    [InlineData("{", "no valid JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{}", "'order' must be a signed app order")]
    [InlineData("{\"order\":{},\"order\":{}}", "no valid JSON")]
    [InlineData("{\"order\":[]}", "'order' must be a signed app order")]
    [InlineData("{\"order\":{}}", "the order lacks 'sign'")]
    [InlineData("{\"order\":{\"sign\":\"0x\"}}", "the order lacks 'app', 'appprice'")]
    public async Task A_body_that_is_no_order_is_refused(string body, string reason) =>
        await RefusedAsync(await PostAsync("/apporders", body), HttpStatusCode.BadRequest, reason);

    [Theory]
    [InlineData("\"volume\":\"10\"", "\"volume\":0", "'volume' must be at least 1")]
    [InlineData("\"volume\":\"10\"", "\"volume\":-1", "'volume' must be a whole number from 0 to 9007199254740991")]
    [InlineData("\"volume\":\"10\"", "\"volume\":1.5", "'volume' must be a whole number")]
    [InlineData("\"volume\":\"10\"", "\"volume\":null", "'volume' must be a whole number")]
    [InlineData("\"volume\":\"10\"", "\"volume\":9007199254740992", "'volume' must be at most 9007199254740991")]
    [InlineData("\"volume\":\"10\"", "\"volume\":\"99999999999999999999999\"", "'volume' must be a whole number")]
    [InlineData("\"appprice\":1", "\"appprice\":9007199254740993", "'appprice' must be at most 9007199254740991")]
    [InlineData("\"appprice\":1", "\"appprice\":-1", "'appprice'")]
    [InlineData("\"app\":\"0x2c7536E3605D9C16a7a3D7b1898e529396a65c23\"", "\"app\":\"0x2C7536E3605D9C16a7a3D7b1898e529396a65c23\"", "'app' can not be read")]
    [InlineData("\"app\":\"0x2c7536E3605D9C16a7a3D7b1898e529396a65c23\"", "\"app\":\"app.eth\"", "'app' can not be read")]
    [InlineData("\"sign\":\"0x\"", "\"sign\":\"0xzz\"", "'sign' can not be read")]
    [InlineData("\"sign\":\"0x\"", "\"sign\":\"0x\",\"sign\":\"0x\"", "no valid JSON")]
    public async Task An_order_with_a_bad_field_is_refused(string good, string bad, string reason) =>
        await RefusedAsync(await PostAsync("/apporders", $"{{\"order\":{App.Replace(good, bad, StringComparison.Ordinal)}}}"), HttpStatusCode.BadRequest, reason);

    [Theory]
    [InlineData("{\"target\":\"unpublish_everything\"}", HttpStatusCode.BadRequest, "'target' must be unpublish_orderHash, unpublish_last or unpublish_all")]
    [InlineData("{}", HttpStatusCode.BadRequest, "'orderHash' must be an order hash")]
    [InlineData("{\"orderHash\":\"0x12\"}", HttpStatusCode.BadRequest, "'orderHash' must be an order hash")]
    [InlineData("{\"target\":\"unpublish_last\"}", HttpStatusCode.BadRequest, "'app' must be an address")]
    [InlineData("{\"target\":\"unpublish_all\",\"app\":\"\\ud800\"}", HttpStatusCode.BadRequest, "'app' must be an address")]
    [InlineData("{\"orderHash\":\"HASH\"}", HttpStatusCode.NotFound, "apporder with orderHash HASH is not published")]
    [InlineData("{\"target\":\"unpublish_orderHash\",\"orderHash\":\"HASH\"}", HttpStatusCode.NotFound, "apporder with orderHash HASH is not published")]
    [InlineData("{\"target\":\"unpublish_last\",\"app\":\"APP\"}", HttpStatusCode.NotFound, "no open apporder published by signer ME for app APP")]
    [InlineData("{\"target\":\"unpublish_all\",\"app\":\"APP\"}", HttpStatusCode.NotFound, "no open apporder published by signer ME for app APP")]
    public async Task What_can_not_be_unpublished_is_told_in_the_published_words(string body, HttpStatusCode status, string reason)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/apporders?chainId={ChainId}")
        {
            Content = new StringContent(Filled(body), Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("authorization", await LogInAsync());
        await RefusedAsync(await _http.SendAsync(request), status, Filled(reason));

        string Filled(string text) => text
            .Replace("HASH", "0xa7ac5f52899760ac1b06041837ed929483f814500ff142caf90187f44d4497dc", StringComparison.Ordinal)
            .Replace("APP", "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23", StringComparison.Ordinal)
            .Replace("ME", _key.Address.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_is_not_there_is_told_in_the_published_words() => await RefusedAsync(
        await _http.GetAsync($"/workerpoolorders/{Bytes32.FromInteger(1)}?chainId={ChainId}"), HttpStatusCode.NotFound, "workerpoolorder not found");

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00 alone")]
    public async Task Half_a_character_is_refused(string text) =>
        await RefusedAsync(await PostAsync("/requestorders", $"{{\"order\":{Request.Replace("PARAMS", text, StringComparison.Ordinal)}}}"), HttpStatusCode.BadRequest, "");

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        var parts = $"{{\"order\":{Request}}}".Split("PARAMS");
        byte[] body = [.. Encoding.UTF8.GetBytes(parts[0]), 0xff, 0xc0, .. Encoding.UTF8.GetBytes(parts[1])];
        await RefusedAsync(await PostAsync("/requestorders", new ByteArrayContent(body)), HttpStatusCode.BadRequest, "");
    }

    [Fact]
    public async Task A_huge_body_is_refused()
    {
        var order = Request.Replace("PARAMS", new string('x', 70_000), StringComparison.Ordinal);
        await RefusedAsync(await PostAsync("/requestorders", $"{{\"order\":{order}}}"), HttpStatusCode.RequestEntityTooLarge, "");
    }

    [Fact]
    public async Task Deep_nesting_is_refused() =>
        await RefusedAsync(await PostAsync("/apporders", new string('[', 5000)), HttpStatusCode.BadRequest, "no valid JSON");

    [Fact]
    public async Task A_good_order_finds_the_chain_gone_and_is_told_so() =>
        await RefusedAsync(await PostAsync("/apporders", $"{{\"order\":{App}}}"), HttpStatusCode.ServiceUnavailable, "can not reach its chain");

    [Fact]
    public async Task A_challenge_logs_in_once()
    {
        var login = await LogInAsync();
        await RefusedAsync(await PostAsync("/apporders", new StringContent("{}"), login), HttpStatusCode.BadRequest, "'order'");
        await RefusedAsync(await PostAsync("/apporders", new StringContent("{}"), login), HttpStatusCode.Forbidden, "invalid authorization: the challenge was used");
    }

    [Fact]
    public async Task Others_asking_for_my_challenge_do_not_spoil_it()
    {
        var login = await LogInAsync();
        await LogInAsync();
        await RefusedAsync(await PostAsync("/apporders", new StringContent("{}"), login), HttpStatusCode.BadRequest, "'order'");
    }

    [Fact]
    public async Task A_challenge_lasts_five_minutes()
    {
        var (early, late) = (await LogInAsync(), await LogInAsync());
        _time.Shift = TimeSpan.FromMinutes(4.9);
        await RefusedAsync(await PostAsync("/apporders", new StringContent("{}"), early), HttpStatusCode.BadRequest, "'order'");
        _time.Shift = TimeSpan.FromMinutes(5.1);
        await RefusedAsync(await PostAsync("/apporders", new StringContent("{}"), late), HttpStatusCode.Forbidden, "invalid authorization");
    }

    [Fact]
    public async Task Only_the_address_that_got_the_challenge_logs_in_with_it()
    {
        using var other = PrivateKey.Create();
        var parts = (await LogInAsync()).Split('_');
        var bySomeoneElse = $"{parts[0]}_{other.Sign(Bytes32.Parse(parts[0]))}";
        await RefusedAsync(await PostAsync("/apporders", new StringContent("{}"), $"{bySomeoneElse}_{other.Address}"), HttpStatusCode.Forbidden, "never given to this address");
        await RefusedAsync(await PostAsync("/apporders", new StringContent("{}"), $"{bySomeoneElse}_{_key.Address}"), HttpStatusCode.Forbidden, "the signature is not");
        var unknown = Bytes32.FromInteger(1);
        await RefusedAsync(await PostAsync("/apporders", new StringContent("{}"), $"{unknown}_{_key.Sign(unknown)}_{_key.Address}"), HttpStatusCode.Forbidden, "invalid authorization");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a_b_c")]
    [InlineData("a_b")]
    [InlineData("____")]
    public async Task A_header_that_proves_nobody_is_refused(string header) =>
        await RefusedAsync(await PostAsync("/apporders", new StringContent("{}"), header), HttpStatusCode.Forbidden, "invalid authorization");

    [Fact]
    public async Task The_challenge_is_typed_data_as_published_clients_sign_it()
    {
        var answer = await _http.GetFromJsonAsync<JsonElement>($"/challenge?chainId={ChainId}&address={_key.Address}");
        Assert.True(answer.GetProperty("ok").GetBoolean());
        var data = answer.GetProperty("data");
        Assert.Equal("Challenge", data.GetProperty("primaryType").GetString());
        Assert.Equal("""{"name":"iExec Gateway","version":"1","chainId":"65535"}""", data.GetProperty("domain").GetRawText());
        Assert.Equal("""[{"name":"challenge","type":"string"}]""", data.GetProperty("types").GetProperty("Challenge").GetRawText());
        Assert.Matches("^Sign this message to log into iExec Gateway: [0-9A-Za-z]{32}$", data.GetProperty("message").GetProperty("challenge").GetString());
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) => PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task<HttpResponseMessage> PostAsync(string path, HttpContent body, string? login = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}?chainId={ChainId}") { Content = body };
        request.Headers.TryAddWithoutValidation("authorization", login ?? await LogInAsync());
        return await _http.SendAsync(request);
    }

    private async Task<string> LogInAsync()
    {
        var answer = await _http.GetFromJsonAsync<ChallengeReply>($"/challenge?chainId={ChainId}&address={_key.Address}", ProtocolJson.Api);
        return MarketAuthorization.Sign(_key, ChainId, MarketAuthorization.ReadChallenge(answer!.Data));
    }

    private static async Task RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string reason)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} {text}");
            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            var answer = JsonSerializer.Deserialize<JsonElement>(text);
            Assert.False(answer.GetProperty("ok").GetBoolean());
            Assert.Contains(reason, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        }
    }
}
