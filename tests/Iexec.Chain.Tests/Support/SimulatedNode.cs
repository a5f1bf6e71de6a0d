using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iexec.Ethereum;
using Iexec.Testing;

namespace Iexec.Chain.Tests;

/// <summary>A node with a chain that tests shape: it grows, is reorganised even between two answers, and the node fails as told.</summary>
public sealed class SimulatedNode : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<SimulatedBlock> _blocks = [];
    private readonly Dictionary<Bytes32, SimulatedBlock> _everKnown = [];
    private long _hashes;

    public SimulatedNode(int blocks = 0)
    {
        Add(0);
        for (var i = 0; i < blocks; i++)
            Add(i % 3);
    }

    /// <summary>Called before each answer; may change the chain, or return an error to answer with.</summary>
    public Func<JsonNode, string?>? Before { get; set; }

    /// <summary>How many of the newest blocks it does not know yet.</summary>
    public int Behind { get; set; }

    /// <summary>Whether it names a newest block that it does not know yet, as many nodes behind one address do.</summary>
    public bool IsOfTwoMinds { get; set; }

    /// <summary>The ranges of blocks that logs were asked for.</summary>
    public List<(ulong From, ulong To)> Ranges { get; } = [];

    public EthClient Eth => new(new(TestSurroundings.With(handler: this), new("http://node"), new() { Retries = 0 }));

    public SimulatedBlock Head
    {
        get
        {
            lock (_lock) return _blocks[^1];
        }
    }

    public IReadOnlyList<TestDatabase.SeenLog> Logs => LogsUpTo(Head.Block.Hash);

    /// <summary>The logs of a block and all before it, on whichever branch it is or was.</summary>
    public IReadOnlyList<TestDatabase.SeenLog> LogsUpTo(Bytes32 hash)
    {
        var branch = new Stack<SimulatedBlock>();
        lock (_lock)
        {
            while (_everKnown.TryGetValue(hash, out var block))
            {
                branch.Push(block);
                hash = block.Block.ParentHash;
            }
        }
        return [.. branch.SelectMany(b => b.Logs).Select(LogKeeper.See)];
    }

    public void Add(int logs)
    {
        lock (_lock)
        {
            var number = (ulong)_blocks.Count;
            var hash = NewHash();
            var block = new SimulatedBlock(
                new(number, hash, number == 0 ? default : _blocks[^1].Block.Hash, 1_700_000_000 + number),
                [.. Enumerable.Range(0, logs).Select(i => new Log(Address.Zero, [NewHash()], [], number, hash, NewHash(), (uint)i, (uint)i))]);
            _blocks.Add(block);
            _everKnown.Add(hash, block);
        }
    }

    public void Drop(int blocks)
    {
        lock (_lock) _blocks.RemoveRange(_blocks.Count - blocks, blocks);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        JsonNode answer;
        lock (_lock)
            answer = body is JsonArray batch ? new JsonArray([.. batch.Select(c => Answer(c!))]) : Answer(body);
        return new(HttpStatusCode.OK) { Content = new StringContent(answer.ToJsonString()) };
    }

    private JsonObject Answer(JsonNode call)
    {
        var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = call["id"]!.DeepClone() };
        if (Before?.Invoke(call) is { } error)
            answer["error"] = new JsonObject { ["code"] = -32005, ["message"] = error };
        else
            answer["result"] = JsonSerializer.SerializeToNode(Result(call["method"]!.GetValue<string>(), call["params"]!.AsArray()), RpcJson.Options);
        return answer;
    }

    private object? Result(string method, JsonArray args) => method switch
    {
        "eth_chainId" => 7ul,
        "eth_getBlockByNumber" => Find(args[0]!.GetValue<string>())?.Block,
        "eth_getLogs" => Find(args[0]!),
        _ => throw new NotSupportedException(method),
    };

    private SimulatedBlock? Find(string tag) =>
        tag == "latest" ? _blocks[^(IsOfTwoMinds ? 1 : Behind + 1)]
        : Quantity(tag) is var n && n < (ulong)(_blocks.Count - Behind) ? _blocks[(int)n]
        : null;

    private IReadOnlyList<Log> Find(JsonNode filter)
    {
        if (filter["blockHash"]?.GetValue<string>() is { } hash)
            return _blocks.FirstOrDefault(b => b.Block.Hash == Bytes32.Parse(hash))?.Logs ?? [];
        var (from, to) = (Quantity(filter["fromBlock"]!.GetValue<string>()), Quantity(filter["toBlock"]!.GetValue<string>()));
        Ranges.Add((from, to));
        return [.. _blocks.Where(b => b.Block.Number >= from && b.Block.Number <= to).SelectMany(b => b.Logs)];
    }

    private static ulong Quantity(string hex) => Convert.ToUInt64(hex, 16);

    private Bytes32 NewHash() => Bytes32.FromInteger(++_hashes);

    /// <summary>A block with its logs.</summary>
    public sealed record SimulatedBlock(Block Block, IReadOnlyList<Log> Logs);
}
