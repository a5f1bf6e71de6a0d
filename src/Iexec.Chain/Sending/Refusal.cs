using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Chain;

/// <summary>Why contracts refuse calls.</summary>
internal static class Refusal
{
    // What Nethermind and OpenEthereum answer where others answer 3.
    private const int ExecutionError = -32015;

    private static readonly string[] Words = ["revert", "invalid opcode", "out of gas", "gas required exceeds", "evm error"];

    /// <summary>Whether the call itself fails, rather than the asking.</summary>
    public static bool IsBy(RpcException e) =>
        e.Code is 3 or ExecutionError || e.RevertData is not null
        || Words.Any(w => e.Message.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the wallet cannot pay what the call sends along.</summary>
    public static bool IsForMoney(RpcException e) => e.Message.Contains("insufficient funds", StringComparison.OrdinalIgnoreCase);

    /// <summary>The contract's reason in words.</summary>
    public static string Explain(RpcException e) => e.RevertData is { } data ? RevertReason.Explain(data) : e.Message;

    /// <summary>Why a mined transaction failed: its call is repeated on the state around its block.</summary>
    public static async Task<string> ExplainAsync(EthClient eth, OutboxTransaction row, Receipt receipt, CancellationToken ct)
    {
        if (receipt.GasUsed >= row.GasLimit)
            return $"it used up its {row.GasLimit} units of gas";
        foreach (var block in new[] { receipt.BlockNumber, receipt.BlockNumber - 1 })
        {
            try
            {
                await eth.CallAsync(new CallRequest(row.To, row.Data, row.Wallet, row.Value), block, ct);
            }
            catch (RpcException e) when (IsBy(e))
            {
                return Explain(e);
            }
            catch (RpcException)
            {
                // The node keeps no state of that block any more.
            }
        }
        return "the contract refused it in the state it met, and would not in the states before and after its block";
    }
}
