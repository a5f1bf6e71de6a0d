using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Market.Tests;

/// <summary>Sends transactions of an account that Anvil holds the key of.</summary>
internal sealed class AnvilSender(EthClient eth, Address wallet) : ITransactionSender
{
    public Address Wallet => wallet;

    public async Task<TransactionResult> SendAsync(ContractCall call, string purpose, bool retry = false, CancellationToken ct = default)
    {
        var hash = await eth.Rpc.CallAsync<Bytes32>("eth_sendTransaction", [new { From = wallet, call.To, call.Data, Gas = "0x1000000" }], ct);
        Receipt? receipt;
        while ((receipt = await eth.GetReceiptAsync(hash, ct)) is null)
            await Task.Yield();
        Assert.True(receipt.Succeeded, $"{purpose} reverted");
        return new(hash, receipt);
    }
}
