using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Iexec.Runtime;
using Iexec.Testing;

namespace Iexec.Ethereum.Tests.Rpc;

/// <summary>What nodes and providers really answer, in their many dialects.</summary>
public sealed class ProviderAnswerTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private readonly ManualTime _time = new();

    [Theory]
    // As JSON-RPC has it, with all that providers add.
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"range 1000000 exceeds limit of 10000"}}""", 200, -32602, "range 1000000 exceeds limit of 10000")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32614,"message":"eth_getLogs is limited to a 10,000 range"}}""", 413, -32614, "limited to a 10,000 range")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"data":{"from":"0xBDE5F8","limit":10000,"to":"0x102DBCC"},"message":"query returned more than 10000 results."}}""", 200, -32005, "more than 10000 results")]
    [InlineData("""{"jsonrpc":"2.0","error":{"code":-32015,"message":"VM execution error.","data":"revert"},"id":1}""", 200, -32015, "VM execution error.: revert")]
    // Codes that are texts, fractions, or beyond 32 bits.
    [InlineData("""{"id":1,"error":{"code":"-32000","message":"header not found"}}""", 200, -32000, "header not found")]
    [InlineData("""{"id":1,"error":{"code":"CALL_EXCEPTION","message":"missing trie node"}}""", 200, 0, "missing trie node")]
    [InlineData("""{"id":1,"error":{"code":1.5e300,"message":"odd"}}""", 200, 0, "odd")]
    // No message, or one elsewhere, or an error that is a text.
    [InlineData("""{"id":1,"error":{"code":-32601}}""", 200, -32601, "-32601")]
    [InlineData("""{"id":1,"error":{"details":"the block is not there yet"}}""", 200, 0, "the block is not there yet")]
    [InlineData("""{"id":1,"error":{"message":{"text":"nested"}}}""", 200, 0, "nested")]
    [InlineData("""{"id":1,"error":{"message":null,"code":null,"data":null}}""", 200, 0, "null")]
    [InlineData("""{"error":"invalid project id"}""", 401, 0, "invalid project id")]
    [InlineData("""{"id":1,"error":"method eth_feeHistory not supported","result":null}""", 200, 0, "not supported")]
    [InlineData("""{"id":1,"error":["a","b"]}""", 200, 0, "\"a\"")]
    [InlineData("""{"id":1,"error":7}""", 200, 0, "7")]
    // Gateways without the frame of JSON-RPC.
    [InlineData("""{"message":"no Route matched with those values"}""", 404, 0, "no Route matched")]
    [InlineData("""{"code":-32001,"message":"App is inactive"}""", 200, -32001, "App is inactive")]
    // What is no text.
    [InlineData("{\"id\":1,\"error\":{\"code\":-1,\"message\":\"\\ud800 half\"}}", 200, -1, "half")]
    [InlineData("{\"id\":1,\"error\":{\"code\":-1,\"message\":\"red \\u001b[31m text\"}}", 200, -1, "red \uFFFD[31m text")]
    public async Task An_error_keeps_the_nodes_words(string body, int status, int code, string words)
    {
        await using var server = await RpcServer.StartAsync((_, _) => new Answer(body, status));
        var e = await Assert.ThrowsAsync<RpcException>(() => Client(server).CallAsync<ulong>("m", []));
        Assert.Equal(code, e.Code);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("""{"code":429,"message":"Your app has exceeded its compute units per second capacity."}""", 200)]
    [InlineData("""{"code":-32005,"message":"Too Many Requests","data":{"see":"https://infura.io/dashboard"}}""", 200)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32005,"message":"daily request count exceeded, request rate limited"}}""", 200)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32007,"message":"50/second request limit reached - reduce calls per second"}}""", 200)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32012,"message":"credits limited to 6000/sec"}}""", 200)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32016,"message":"over rate limit"}}""", 200)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32029,"message":"no capacity"}}""", 200)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"429 Too Many Requests: {}"}}""", 200)]
    [InlineData("""{"error":{"details":"Rate limit exceeded: 40 per 1 second."}}""", 429)]
    [InlineData("""{"error":{"error":"Too many requests. Limits are 60 requests per minute."}}""", 200)]
    [InlineData("<html><head><title>429 Too Many Requests</title></head></html>", 429)]
    public async Task What_passes_is_tried_again_and_told_in_the_nodes_words_if_it_does_not(string body, int status)
    {
        await using var server = await RpcServer.StartAsync((request, before) => before == 0 ? new(body, status) : new(RpcServer.Result(request, "0x1")));
        var call = Client(server).CallAsync<ulong>("m", []);
        await PassAsync();
        Assert.Equal(1ul, await call);

        await using var busy = await RpcServer.StartAsync((_, _) => new Answer(body, status));
        var failing = Client(busy, retries: 1).CallAsync<ulong>("m", []);
        await PassAsync();
        var e = await Assert.ThrowsAsync<HttpRequestException>(() => failing);
        Assert.Equal(HttpStatusCode.TooManyRequests, e.StatusCode);
        Assert.Matches("(?i)limit|many requests|capacity", e.Message);
    }

    [Fact]
    public async Task A_contract_that_reverts_with_the_words_of_a_busy_node_is_not_asked_again()
    {
        await using var server = await RpcServer.StartAsync((request, _) => new(RpcServer.Error(request, 3, "execution reverted: rate limit", "0x08c379a0")));
        await Assert.ThrowsAsync<RpcException>(() => Client(server).CallAsync<ulong>("m", []));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[[null]]")]
    [InlineData("\"\"")]
    [InlineData("\"0x\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("7")]
    [InlineData("true")]
    [InlineData("{\"number\":null,\"hash\":null}")]
    [InlineData("{\"baseFeePerGas\":[null],\"reward\":[null]}")]
    [InlineData("{\"baseFeePerGas\":[],\"reward\":[null,[null]]}")]
    [InlineData("[{\"address\":null,\"topics\":null}]")]
    public async Task An_odd_result_is_an_answer_or_an_error_that_says_so_but_never_a_crash(string result)
    {
        await using var server = await RpcServer.StartAsync((request, _) => new Answer(
            request is JsonArray batch
                ? $"[{string.Join(',', batch.Select(r => Framed(r!, result)))}]"
                : Framed(request, result)));
        var eth = new EthClient(Client(server));
        Func<Task>[] calls =
        [
            () => eth.ChainIdAsync(), () => eth.BlockNumberAsync(), () => eth.GetBlockAsync(1), () => eth.GetBlocksAsync([1, 2]),
            () => eth.GetLogsAsync(new()), () => eth.CallAsync(Address.Zero, []), () => eth.EstimateGasAsync(new(null, [])),
            () => eth.GetTransactionCountAsync(Address.Zero), () => eth.SendRawTransactionAsync([1]), () => eth.GetReceiptAsync(default),
            () => eth.GetTransactionAsync(default), () => eth.GetBalanceAsync(Address.Zero), () => eth.GetCodeAsync(Address.Zero),
            () => eth.SuggestFeesAsync(),
        ];
        foreach (var call in calls)
        {
            var e = await Record.ExceptionAsync(call);
            Assert.True(e is null or FormatException, e?.ToString());
        }
        // Lists and bytes are there, or it is an error.
        if (await Record.ExceptionAsync(() => eth.GetLogsAsync(new())) is null)
            Assert.NotNull(await eth.GetLogsAsync(new()));
        if (await Record.ExceptionAsync(() => eth.CallAsync(Address.Zero, [])) is null)
            Assert.NotNull(await eth.CallAsync(Address.Zero, []));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_do_not_hide_the_rest_of_an_error()
    {
        using var handler = new Bytes([.. "{\"id\":1,\"error\":{\"message\":\"bad \xff byte\"}}".Select(c => (byte)c)]);
        var client = new JsonRpcClient(TestSurroundings.With(handler: handler), new("http://node"), new() { Retries = 0 });
        Assert.Equal("bad \uFFFD byte", (await Assert.ThrowsAsync<RpcException>(() => client.CallAsync<ulong>("m", []))).Message);
    }

    [Fact]
    public async Task The_nodes_wish_for_a_tip_is_a_floor_where_the_last_blocks_were_empty()
    {
        Assert.Equal(new FeeSuggestion(500_000_004 * 2 + 1_000_000_007, 1_000_000_007), await FeesAsync(maxPriority: "0x3b9aca07", gasPrice: "0x0"));
        // A node that lacks the call tells it by the price.
        Assert.Equal(new FeeSuggestion(1_000_000_000 * 2 + 30, 30), await FeesAsync(maxPriority: null, gasPrice: "0x3b9aca1e", baseFee: "0x3b9aca00"));
        Assert.Equal(new FeeSuggestion(0, 0), await FeesAsync(maxPriority: null, gasPrice: null, baseFee: "0x0"));
    }

    [Theory]
    [InlineData("https://user:5ecretpassword@node.example/v3/" + Key)]
    [InlineData("https://user:5ecretpassword@node.example/?apikey=" + Key)]
    public async Task Keys_in_an_address_are_in_no_message(string address)
    {
        string?[] bodies = [null, "<html>Cannot POST /v3/" + Key + "?apikey=" + Key + "</html>", $$"""{"error":"bad key {{Key}} of user:5ecretpassword"}"""];
        foreach (var status in new[] { 200, 401, 404, 429, 500, 503 })
        {
            foreach (var body in bodies)
            {
                using var handler = new Bytes(body is null ? null : Encoding.UTF8.GetBytes(body), status);
                var client = new JsonRpcClient(TestSurroundings.With(handler: handler), new(address), new() { Retries = 0 });
                var e = (await Record.ExceptionAsync(() => client.CallAsync<ulong>("m", [])))!;
                Assert.DoesNotContain(Key, e.ToString(), StringComparison.Ordinal);
                Assert.DoesNotContain("5ecret", e.ToString(), StringComparison.Ordinal);
            }
        }
        using var silent = new Silent();
        var call = new JsonRpcClient(TestSurroundings.With(_time, silent), new(address)).CallAsync<ulong>("m", []);
        await _time.WaitForTimersAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        var timeout = await Assert.ThrowsAsync<TimeLimitException>(() => call);
        Assert.Contains("https://node.example ", timeout.Message, StringComparison.Ordinal);
    }

    private static async Task<FeeSuggestion> FeesAsync(string? maxPriority, string? gasPrice, string baseFee = "0x1dcd6504")
    {
        await using var server = await RpcServer.StartAsync((request, _) => new(new JsonArray([.. request.AsArray().Select(r =>
            r!["method"]!.GetValue<string>() switch
            {
                "eth_feeHistory" => Framed(r, $$"""{"baseFeePerGas":["0x1","{{baseFee}}"],"reward":[["0x0"],["0x0"]]}"""),
                "eth_maxPriorityFeePerGas" => Framed(r, maxPriority),
                _ => Framed(r, gasPrice),
            }).Select(a => JsonNode.Parse(a))])));
        return await new EthClient(new(TestSurroundings.With(), server.Url)).SuggestFeesAsync();

        static string Framed(JsonNode request, string? result) => result is null
            ? RpcServer.Error(request, -32601, "the method does not exist").ToJsonString()
            : ProviderAnswerTests.Framed(request, result.StartsWith('{') ? result : $"\"{result}\"");
    }

    private static string Framed(JsonNode request, string result) =>
        $"{{\"jsonrpc\":\"2.0\",\"id\":{request["id"]},\"result\":{result}}}";

    private JsonRpcClient Client(RpcServer server, int retries = 4) => new(TestSurroundings.With(_time), server.Url, new() { Retries = retries });

    private async Task PassAsync()
    {
        await _time.WaitForTimerAsync(TimeSpan.FromMilliseconds(200));
        _time.Advance(TimeSpan.FromMilliseconds(200));
    }

    private sealed class Bytes(byte[]? body, int status = 200) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => body is null
            ? throw new HttpRequestException("the line is cut")
            : Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) });
    }

    private sealed class Silent : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
