using System.Text.Json.Nodes;
using Iexec.Testing;

namespace Iexec.Ethereum.Tests.Rpc;

/// <summary>Reading logs from nodes that limit a query.</summary>
public sealed class LogReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public async Task A_range_larger_than_the_node_takes_is_read_in_parts(int limit)
    {
        await using var server = await ServerAsync(request => Range(request) > limit
            ? RpcServer.Error(request, -32602, $"range {Range(request)} exceeds limit of {limit}").ToJsonString()
            : null);
        var logs = await new LogReader(Eth(server), 1_000_000).ReadAsync(new(), 100, 1099, default);
        Assert.Equal(Enumerable.Range(100, 1000).Select(n => (ulong)n), logs.Select(l => l.BlockNumber));
        // Few queries are in vain.
        Assert.InRange(server.Requests.Count, 1000 / limit, 1000 / limit * 3 / 2 + 20);
    }

    [Fact]
    public async Task An_answer_larger_than_its_bound_is_asked_for_in_parts()
    {
        await using var server = await ServerAsync(_ => null);
        var eth = new EthClient(new(TestSurroundings.With(), server.Url, new() { Bounds = new(20_000, TimeSpan.FromSeconds(30)) }));
        Assert.Equal(1000, (await new LogReader(eth, 1_000_000).ReadAsync(new(), 100, 1099, default)).Count);
    }

    [Fact]
    public async Task A_node_that_answers_one_block_neither_is_told()
    {
        await using var server = await ServerAsync(request => RpcServer.Error(request, -32601, "eth_getLogs is disabled").ToJsonString());
        var e = await Assert.ThrowsAsync<RpcException>(() => new LogReader(Eth(server), 1_000_000).ReadAsync(new(), 0, 1_000_000, default));
        Assert.Equal("eth_getLogs is disabled", e.Message);
        Assert.InRange(server.Requests.Count, 1, 25);
    }

    private static EthClient Eth(RpcServer server) => new(new(TestSurroundings.With(), server.Url));

    private static Task<RpcServer> ServerAsync(Func<JsonNode, string?> refusal) => RpcServer.StartAsync(
        (request, _) => new Answer(refusal(request) ?? RpcServer.Result(request, new JsonArray([.. Logs(request)])).ToJsonString()));

    private static IEnumerable<JsonNode?> Logs(JsonNode request)
    {
        for (var number = Number(request, "fromBlock"); number <= Number(request, "toBlock"); number++)
        {
            yield return System.Text.Json.JsonSerializer.SerializeToNode(
                new Log(Address.Zero, [], [], (ulong)number, Bytes32.Zero, Bytes32.Zero, 0, 0), RpcJson.Options);
        }
    }

    private static long Range(JsonNode request) => Number(request, "toBlock") - Number(request, "fromBlock") + 1;

    private static long Number(JsonNode request, string name) => Convert.ToInt64(request["params"]![0]![name]!.GetValue<string>(), 16);
}
