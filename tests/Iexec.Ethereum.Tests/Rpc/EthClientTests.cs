using System.Numerics;
using Iexec.Testing;

namespace Iexec.Ethereum.Tests.Rpc;

[Trait("Category", "Integration")]
public sealed class EthClientTests(Anvil anvil) : IClassFixture<Anvil>
{
    [Fact]
    public async Task A_transfer_is_estimated_signed_sent_and_found()
    {
        var eth = anvil.EthClient;
        var sender = anvil.Accounts[0];
        var receiver = Address.FromBytes(Keccak256.HashText("receiver").ToBytes().AsSpan(12));
        var fees = await eth.SuggestFeesAsync();
        Assert.True(fees.MaxFeePerGas > fees.MaxPriorityFeePerGas);
        var transaction = new Transaction
        {
            ChainId = await eth.ChainIdAsync(),
            Nonce = await eth.GetTransactionCountAsync(sender.Address, pending: true),
            GasLimit = await eth.EstimateGasAsync(new(receiver, [], sender.Address, 5)),
            MaxFeePerGas = fees.MaxFeePerGas,
            MaxPriorityFeePerGas = fees.MaxPriorityFeePerGas,
            To = receiver,
            Value = 5,
        };
        Assert.Equal((Anvil.ChainId, 21000ul), (transaction.ChainId, transaction.GasLimit));

        var signed = transaction.Sign(sender);
        var hash = await eth.SendRawTransactionAsync(signed.Encode());
        Assert.Equal(signed.Hash, hash);
        // Sent again, as after a lost answer, it is the same transaction and no error.
        Assert.Equal(hash, await eth.SendRawTransactionAsync(signed.Encode()));

        var receipt = await anvil.ReceiptAsync(hash);
        Assert.True(receipt.Succeeded);
        Assert.Equal((21000ul, sender.Address), (receipt.GasUsed, receipt.From));
        Assert.Equal(5, await eth.GetBalanceAsync(receiver));
        Assert.Equal(0, await eth.GetBalanceAsync(receiver, receipt.BlockNumber - 1));
        var found = (await eth.GetTransactionAsync(hash))!;
        Assert.Equal((sender.Address, receiver, (BigInteger)5, receipt.BlockHash), (found.From, found.To, found.Value, found.BlockHash));
        Assert.Equal(transaction.Nonce + 1, await eth.GetTransactionCountAsync(sender.Address));
    }

    [Fact]
    public async Task Blocks_form_a_chain_and_missing_ones_are_null()
    {
        var eth = anvil.EthClient;
        await eth.Rpc.CallAsync<object?>("anvil_mine", [3ul]);
        var head = await eth.BlockNumberAsync();
        var blocks = await eth.GetBlocksAsync([head - 1, head, head + 1_000_000]);
        Assert.Equal(blocks[0]!.Hash, blocks[1]!.ParentHash);
        Assert.True(blocks[0]!.Timestamp <= blocks[1]!.Timestamp);
        Assert.NotNull(blocks[1]!.BaseFeePerGas);
        Assert.Null(blocks[2]);
        Assert.Equal(blocks[1], await eth.GetBlockAsync(BlockTag.Latest));
        Assert.Null(await eth.GetReceiptAsync(Bytes32.FromInteger(1)));
        Assert.Null(await eth.GetTransactionAsync(Bytes32.FromInteger(1)));
    }

    [Fact]
    public async Task A_contract_is_created_called_logs_and_reverts()
    {
        var eth = anvil.EthClient;
        var sender = anvil.Accounts[1];
        var receipt = await SendAsync(eth, sender, null, Creation());
        var contract = Address.Create(sender.Address, 0);
        Assert.Equal(contract, receipt.ContractAddress);
        Assert.Equal(Runtime(), await eth.GetCodeAsync(contract));
        Assert.Empty(await eth.GetCodeAsync(sender.Address));

        var data = AbiCodec.Encode([AbiType.Parse("uint256")], [7]);
        var call = await SendAsync(eth, sender, contract, data);
        var log = Assert.Single(call.Logs);
        Assert.Equal((contract, call.BlockNumber, call.BlockHash, call.TransactionHash), (log.Address, log.BlockNumber, log.BlockHash, log.TransactionHash));
        Assert.Equal([Topic, sender.Address.ToWord()], log.Topics);
        Assert.Equal(data, log.Data);

        LogFilter[] matching =
        [
            new() { From = 0ul, Addresses = [contract] },
            new() { From = 0ul, Topics = [[Bytes32.Zero, Topic]] },
            new() { From = 0ul, Topics = [null, [sender.Address.ToWord()]] },
            new() { BlockHash = call.BlockHash },
        ];
        foreach (var filter in matching) Assert.Equal(log.LogIndex, Assert.Single(await eth.GetLogsAsync(filter)).LogIndex);
        Assert.Empty(await eth.GetLogsAsync(new() { From = 0ul, Topics = [[Bytes32.Zero]] }));
        Assert.Empty(await eth.GetLogsAsync(new() { From = 0ul, To = call.BlockNumber - 1, Addresses = [contract] }));

        var revert = await Assert.ThrowsAsync<RpcException>(() => eth.CallAsync(contract, []));
        Assert.Equal([0xaa], revert.RevertData);
        var many = await eth.CallManyAsync([new(contract, [1]), new(contract, [])]);
        Assert.Empty(many[0].As<byte[]>());
        Assert.Equal([0xaa], many[1].Error!.RevertData);
        await Assert.ThrowsAsync<RpcException>(() => eth.EstimateGasAsync(new(contract, [])));
    }

    private static Bytes32 Topic { get; } = Bytes32.FromBytes([.. Enumerable.Repeat((byte)0x11, 32)]);

    private async Task<Receipt> SendAsync(EthClient eth, PrivateKey sender, Address? to, byte[] data)
    {
        var transaction = new Transaction
        {
            ChainId = Anvil.ChainId,
            Nonce = await eth.GetTransactionCountAsync(sender.Address),
            GasLimit = 1_000_000,
            MaxFeePerGas = Units.Parse("10", Units.Gwei),
            To = to,
            Data = data,
        };
        return await anvil.ReceiptAsync(await eth.SendRawTransactionAsync(transaction.Sign(sender).Encode()));
    }

    /// <summary>Logs its call's data under a topic and its caller; reverts with the byte 0xaa when there is no data.</summary>
    private static byte[] Runtime()
    {
        byte[] revert = [0x5b, 0x60, 0xaa, 0x60, 0x00, 0x53, 0x60, 0x01, 0x60, 0x00, 0xfd];
        byte[] log = [0x36, 0x60, 0x00, 0x60, 0x00, 0x37, 0x33, 0x7f, .. Topic.ToBytes(), 0x36, 0x60, 0x00, 0xa2, 0x00];
        return [0x36, 0x15, 0x60, (byte)(5 + log.Length), 0x57, .. log, .. revert];
    }

    /// <summary>Init code that returns the runtime code after it.</summary>
    private static byte[] Creation()
    {
        var runtime = Runtime();
        return [0x60, (byte)runtime.Length, 0x60, 0x0c, 0x60, 0x00, 0x39, 0x60, (byte)runtime.Length, 0x60, 0x00, 0xf3, .. runtime];
    }
}
