using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>The calls of an Ethereum node, typed. They fail as <see cref="JsonRpcClient.CallAsync"/> does.</summary>
/// <param name="rpc">The node.</param>
public sealed class EthClient(JsonRpcClient rpc)
{
    private const uint FeeHistoryLength = 10;
    private static readonly int[] MedianPercentile = [50];

    /// <summary>The node, for calls that are not here.</summary>
    public JsonRpcClient Rpc => rpc;

    /// <summary>The chain's id.</summary>
    public Task<ulong> ChainIdAsync(CancellationToken cancellationToken = default) =>
        rpc.CallAsync<ulong>("eth_chainId", [], cancellationToken);

    /// <summary>The number of the newest block.</summary>
    public Task<ulong> BlockNumberAsync(CancellationToken cancellationToken = default) =>
        rpc.CallAsync<ulong>("eth_blockNumber", [], cancellationToken);

    /// <summary>A block's header; null where the node has no such block.</summary>
    public Task<Block?> GetBlockAsync(BlockTag block, CancellationToken cancellationToken = default) =>
        rpc.CallAsync<Block?>("eth_getBlockByNumber", [block, false], cancellationToken);

    /// <summary>The headers of blocks in one request, in the order asked; null for those that the node has not.</summary>
    public async Task<IReadOnlyList<Block?>> GetBlocksAsync(IEnumerable<ulong> numbers, CancellationToken cancellationToken = default)
    {
        var calls = numbers.Select(n => new RpcCall("eth_getBlockByNumber", (BlockTag)n, false)).ToList();
        return [.. (await rpc.BatchAsync(calls, cancellationToken)).Select(r => r.As<Block?>())];
    }

    /// <summary>The logs that match a filter, in the order of the chain.</summary>
    public async Task<IReadOnlyList<Log>> GetLogsAsync(LogFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var logs = await rpc.CallAsync<IReadOnlyList<Log?>?>("eth_getLogs", [filter.ToJson()], cancellationToken);
        return [.. (logs ?? throw Missing("eth_getLogs")).Select(l => l ?? throw Missing("eth_getLogs"))];
    }

    /// <summary>Simulates a call of a contract, and returns what it returns.</summary>
    /// <exception cref="RpcException">The call reverted; the error may be in <see cref="RpcException.RevertData"/>.</exception>
    public Task<byte[]> CallAsync(Address to, byte[] data, Address? from = null, BlockTag block = default, CancellationToken cancellationToken = default) =>
        CallAsync(new CallRequest(to, data, from), block, cancellationToken);

    /// <summary>Simulates a call of a contract, and returns what it returns.</summary>
    /// <exception cref="RpcException">The call reverted; the error may be in <see cref="RpcException.RevertData"/>.</exception>
    public async Task<byte[]> CallAsync(CallRequest call, BlockTag block = default, CancellationToken cancellationToken = default) =>
        await rpc.CallAsync<byte[]?>("eth_call", [call, block], cancellationToken) ?? throw Missing("eth_call");

    /// <summary>Simulates calls of contracts in one request; each has its own result, bytes or error.</summary>
    public Task<IReadOnlyList<RpcResult>> CallManyAsync(IEnumerable<CallRequest> calls, BlockTag block = default, CancellationToken cancellationToken = default) =>
        rpc.BatchAsync([.. calls.Select(c => new RpcCall("eth_call", c, block))], cancellationToken);

    /// <summary>Units of gas that a transaction would use.</summary>
    /// <exception cref="RpcException">The call reverted; the error may be in <see cref="RpcException.RevertData"/>.</exception>
    public Task<ulong> EstimateGasAsync(CallRequest call, CancellationToken cancellationToken = default) =>
        rpc.CallAsync<ulong>("eth_estimateGas", [call], cancellationToken);

    /// <summary>How many transactions an account made, those that wait for a block included if <paramref name="pending"/>: its next nonce.</summary>
    public Task<ulong> GetTransactionCountAsync(Address account, bool pending = false, CancellationToken cancellationToken = default) =>
        rpc.CallAsync<ulong>("eth_getTransactionCount", [account, pending ? BlockTag.Pending : BlockTag.Latest], cancellationToken);

    /// <summary>Sends a signed transaction, and returns its hash. It is no error when the node has it already.</summary>
    /// <exception cref="RpcException">The node refused the transaction.</exception>
    public async Task<Bytes32> SendRawTransactionAsync(byte[] raw, CancellationToken cancellationToken = default)
    {
        try
        {
            return await rpc.CallAsync<Bytes32>("eth_sendRawTransaction", [raw], cancellationToken);
        }
        catch (RpcException)
        {
            // A retry after a lost answer finds its own transaction already there; nodes have many words for that.
            var hash = Keccak256.Hash(raw);
            if (await GetTransactionAsync(hash, cancellationToken) is not null) return hash;
            throw;
        }
    }

    /// <summary>A transaction's receipt; null while it is in no block.</summary>
    public Task<Receipt?> GetReceiptAsync(Bytes32 transactionHash, CancellationToken cancellationToken = default) =>
        rpc.CallAsync<Receipt?>("eth_getTransactionReceipt", [transactionHash], cancellationToken);

    /// <summary>A transaction, in a block or waiting for one; null where the node does not know it.</summary>
    public Task<ChainTransaction?> GetTransactionAsync(Bytes32 hash, CancellationToken cancellationToken = default) =>
        rpc.CallAsync<ChainTransaction?>("eth_getTransactionByHash", [hash], cancellationToken);

    /// <summary>An account's wei.</summary>
    public Task<BigInteger> GetBalanceAsync(Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        rpc.CallAsync<BigInteger>("eth_getBalance", [account, block], cancellationToken);

    /// <summary>A contract's code; empty for other accounts.</summary>
    public async Task<byte[]> GetCodeAsync(Address account, BlockTag block = default, CancellationToken cancellationToken = default) =>
        await rpc.CallAsync<byte[]?>("eth_getCode", [account, block], cancellationToken) ?? throw Missing("eth_getCode");

    /// <summary>
    /// Fees for a transaction now: the median tip of the last blocks, but no less than the node wants for one, and twice the next base fee,
    /// which lasts for six full blocks.
    /// </summary>
    public async Task<FeeSuggestion> SuggestFeesAsync(CancellationToken cancellationToken = default)
    {
        var answers = await rpc.BatchAsync(
            [
                new("eth_feeHistory", FeeHistoryLength, BlockTag.Latest, MedianPercentile),
                new("eth_maxPriorityFeePerGas"),
                new("eth_gasPrice"),
            ],
            cancellationToken);
        var history = answers[0].As<FeeHistory?>() ?? throw Missing("eth_feeHistory");
        var next = history.BaseFeePerGas is [.., var last] ? last : 0;
        var tips = (history.Reward ?? []).SelectMany(r => r ?? []).Where(r => !r.IsZero).Order().ToList();
        // Not every node has the second call; the price of the third is base fee and tip together.
        var wanted = answers[1].Error is null ? answers[1].As<BigInteger>()
            : answers[2].Error is null ? answers[2].As<BigInteger>() - next
            : 0;
        var tip = BigInteger.Max(tips.Count > 0 ? tips[tips.Count / 2] : 0, wanted);
        return new(next * 2 + tip, tip);
    }

    private static FormatException Missing(string method) => new($"The node answers {method} with nothing.");

    private sealed record FeeHistory(IReadOnlyList<BigInteger> BaseFeePerGas, IReadOnlyList<IReadOnlyList<BigInteger>?>? Reward = null);
}
