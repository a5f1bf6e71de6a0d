using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>The RLC token (ERC-20 with <c>approveAndCall</c>).</summary>
public static class TokenCalls
{
    private static readonly AbiFunction
        TransferFunction = AbiFunction.Parse("function transfer(address,uint256) returns (bool)"),
        ApproveAndCallFunction = AbiFunction.Parse("function approveAndCall(address,uint256,bytes) returns (bool)"),
        BalanceOfFunction = AbiFunction.Parse("function balanceOf(address) returns (uint256)");

    /// <summary>Sends RLC.</summary>
    public static ContractCall Transfer(Address token, Address to, Rlc amount) =>
        new(token, TransferFunction.EncodeCall(to, amount.Nano));

    /// <summary>Approves the hub and deposits in one transaction.</summary>
    public static ContractCall Deposit(Address token, Address hub, Rlc amount) =>
        new(token, ApproveAndCallFunction.EncodeCall(hub, amount.Nano, Array.Empty<byte>()));

    /// <summary>RLC in a wallet, outside the escrow.</summary>
    public static async Task<Rlc> BalanceAsync(EthClient eth, Address token, Address owner, CancellationToken ct) =>
        Rlc.From((BigInteger)BalanceOfFunction.DecodeResult(
            await eth.CallAsync(token, BalanceOfFunction.EncodeCall(owner), cancellationToken: ct))[0]);
}
