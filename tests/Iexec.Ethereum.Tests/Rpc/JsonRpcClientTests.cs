using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iexec.Runtime;
using Iexec.Testing;

namespace Iexec.Ethereum.Tests.Rpc;

public sealed class JsonRpcClientTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Arguments_and_results_are_written_as_nodes_do()
    {
        await using var server = await RpcServer.StartAsync((request, _) => new(RpcServer.Result(request, "0xff")));
        var client = Client(server);
        Assert.Equal(255ul, await client.CallAsync<ulong>("m", [10ul, (BigInteger)0, 3, new byte[] { 1 }, Address.Zero, Bytes32.Zero, BlockTag.Latest, (BlockTag)16ul, true, null]));
        Assert.Equal(new BigInteger(255), await client.CallAsync<BigInteger>("m", []));
        Assert.Equal(new byte[] { 255 }, await client.CallAsync<byte[]>("m", []));
        Assert.Equal("0xff", (await client.CallAsync<JsonElement>("m", [])).GetString());
        Assert.Equal(
            $$"""["0xa","0x0",3,"0x01","{{Address.Zero}}","{{Bytes32.Zero}}","latest","0x10",true,null]""",
            server.Requests[0]["params"]!.ToJsonString());
        Assert.Equal("2.0", server.Requests[0]["jsonrpc"]!.GetValue<string>());
        Assert.NotEqual(server.Requests[0]["id"]!.GetValue<long>(), server.Requests[1]["id"]!.GetValue<long>());
    }

    [Fact]
    public async Task Results_of_a_batch_are_matched_by_id()
    {
        await using var server = await RpcServer.StartAsync((request, _) => new(new JsonArray(
        [
            .. request.AsArray().Reverse().Select(r => r!["method"]!.GetValue<string>() == "bad"
                ? RpcServer.Error(r, -32000, "no")
                : RpcServer.Result(r, r["params"]![0]!.GetValue<string>())),
        ])));
        var results = await Client(server).BatchAsync([new("a", 1ul), new("bad"), new("b", 2ul)]);
        Assert.Equal(1ul, results[0].As<ulong>());
        Assert.Equal("no", results[1].Error!.Message);
        Assert.Throws<RpcException>(() => results[1].As<ulong>());
        Assert.Equal(2ul, results[2].As<ulong>());
        Assert.Single(server.Requests);
        Assert.Empty(await Client(server).BatchAsync([]));
    }

    [Theory]
    [InlineData("[]", "not answered")]
    [InlineData("""[{"id":null,"result":1},7,{"id":"1","result":1}]""", "not answered")]
    [InlineData("7", "an object")]
    [InlineData("{}", "a result or an error")]
    public async Task A_batch_that_is_not_answered_whole_fails(string body, string reason)
    {
        await using var server = await RpcServer.StartAsync((_, _) => new Answer(body));
        var e = await Assert.ThrowsAsync<FormatException>(() => Client(server).BatchAsync([new("a")]));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_node_refuses_however_it_is_asked_is_an_rpc_error()
    {
        await using var server = await RpcServer.StartAsync((_, _) => new Answer("""{"id":null,"error":{"code":-32600,"message":"too large"}}"""));
        Assert.Equal("too large", (await Client(server).BatchAsync([new("a")])).Single().Error!.Message);
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batch is too large"}}""", 200)]
    [InlineData("""[{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batch limit of 3 exceeded"}}]""", 200)]
    [InlineData("""{"error":"batch requests are not supported"}""", 400)]
    [InlineData("payload too large", 413)]
    public async Task A_batch_larger_than_the_node_takes_is_made_of_smaller_ones(string refusal, int status)
    {
        foreach (var most in new[] { 0, 1, 3 })
        {
            await using var server = await RpcServer.StartAsync((request, _) => request is not JsonArray batch
                ? new(RpcServer.Result(request, request["params"]![0]!.DeepClone()))
                : batch.Count > most
                    ? new Answer(refusal, status)
                    : new(new JsonArray([.. batch.Select(r => RpcServer.Result(r!, r!["params"]![0]!.DeepClone()))])));
            var results = await Client(server).BatchAsync([.. Enumerable.Range(0, 7).Select(n => new RpcCall("m", (ulong)n))]);
            Assert.Equal(Enumerable.Range(0, 7).Select(n => (ulong)n), results.Select(r => r.As<ulong>()));
        }
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again_after_growing_pauses()
    {
        await using var server = await RpcServer.StartAsync((request, before) => before < 3 ? null : new(RpcServer.Result(request, "0x1")));
        var call = Client(server).CallAsync<ulong>("m", []);
        foreach (var pause in new[] { 200, 400, 800 }) await PassAsync(pause);
        Assert.Equal(1ul, await call);
        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(520)]
    public async Task A_node_without_time_is_tried_again(int status)
    {
        await using var server = await RpcServer.StartAsync((request, before) => before == 0 ? new("busy", status) : new(RpcServer.Result(request, "0x1")));
        var call = Client(server).CallAsync<ulong>("m", []);
        await PassAsync(200);
        Assert.Equal(1ul, await call);
    }

    [Fact]
    public async Task The_pause_that_a_node_asks_for_is_kept()
    {
        await using var server = await RpcServer.StartAsync((request, before) => before == 0 ? new("busy", 429, RetryAfter: 7) : new(RpcServer.Result(request, "0x1")));
        var call = Client(server).CallAsync<ulong>("m", []);
        await PassAsync(7000);
        Assert.Equal(1ul, await call);
    }

    [Fact]
    public async Task After_the_last_retry_the_fault_is_told()
    {
        await using var server = await RpcServer.StartAsync((_, _) => new Answer("busy", 503));
        var call = Client(server, new() { Retries = 1 }).CallAsync<ulong>("m", []);
        await PassAsync(200);
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, fault.StatusCode);
        Assert.EndsWith(": busy", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_unreachable_node_is_told()
    {
        var server = await RpcServer.StartAsync((_, _) => (Answer?)null);
        var url = server.Url;
        await server.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => new JsonRpcClient(TestSurroundings.With(), url, new() { Retries = 0 }).CallAsync<ulong>("m", []));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task An_error_of_the_node_is_not_tried_again_whatever_the_status(int status)
    {
        await using var server = await RpcServer.StartAsync((request, _) => new(RpcServer.Error(request, -32000, "nonce too low").ToJsonString(), status));
        var e = await Assert.ThrowsAsync<RpcException>(() => Client(server).CallAsync<ulong>("m", []));
        Assert.Equal((-32000, "nonce too low"), (e.Code, e.Message));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("\"0x08c379a0\"", "0x08c379a0")]
    [InlineData("{\"data\":\"0x08c379a0\"}", "0x08c379a0")]
    [InlineData("\"Reverted 0x08c379a0\"", "0x08c379a0")]
    [InlineData("{\"message\":\"reverted\",\"result\":\"0x08c379a0\"}", "0x08c379a0")]
    [InlineData("\"reverted\"", null)]
    [InlineData("{\"data\":{\"data\":{}}}", null)]
    [InlineData("null", null)]
    public async Task The_bytes_of_a_revert_are_found(string data, string? expected)
    {
        await using var server = await RpcServer.StartAsync((request, _) => new(RpcServer.Error(request, 3, "execution reverted", JsonNode.Parse(data))));
        var e = await Assert.ThrowsAsync<RpcException>(() => Client(server).CallAsync<ulong>("m", []));
        Assert.Equal(expected, e.RevertData is { } bytes ? Hex.Encode(bytes) : null);
    }

    [Fact]
    public async Task A_silent_node_is_given_up_after_the_timeout_and_not_asked_again()
    {
        var silence = new TaskCompletionSource<Answer?>();
        await using var server = await RpcServer.StartAsync((_, _) => silence.Task);
        var call = Client(server).CallAsync<ulong>("m", []);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<TimeLimitException>(() => call);
        silence.SetResult(null);
        Assert.InRange(server.Requests.Count, 0, 1);
    }

    [Fact]
    public async Task A_call_can_be_cancelled_also_during_a_pause()
    {
        await using var server = await RpcServer.StartAsync((_, _) => (Answer?)null);
        using var source = new CancellationTokenSource();
        var call = Client(server).CallAsync<ulong>("m", [], source.Token);
        await _time.WaitForTimerAsync(TimeSpan.FromMilliseconds(200));
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData("<html>", 200, typeof(FormatException))]
    [InlineData("[]", 200, typeof(FormatException))]
    [InlineData("""{"id":1}""", 200, typeof(FormatException))]
    [InlineData("""{"id":1,"result":"0xzz"}""", 200, typeof(FormatException))]
    [InlineData("""{"id":1,"result":"0x10000000000000000"}""", 200, typeof(FormatException))]
    [InlineData("""{"id":1,"result":5}""", 200, typeof(FormatException))]
    [InlineData("""{"id":1,"result":null}""", 200, typeof(FormatException))]
    [InlineData("<html>", 404, typeof(HttpRequestException))]
    public async Task An_answer_that_cannot_be_right_fails(string body, int status, Type exception)
    {
        await using var server = await RpcServer.StartAsync((_, _) => new Answer(body, status));
        await Assert.ThrowsAsync(exception, () => Client(server).CallAsync<ulong>("m", []));
        Assert.Single(server.Requests);
    }

    private JsonRpcClient Client(RpcServer server, JsonRpcOptions? options = null) => new(TestSurroundings.With(_time), server.Url, options);

    private async Task PassAsync(int milliseconds)
    {
        await _time.WaitForTimerAsync(TimeSpan.FromMilliseconds(milliseconds));
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }
}
