using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Iexec.Ethereum.Tests.Vectors;

public sealed class TransactionVectorTests
{
    private static readonly (string Column, TransactionType Type, bool HasChain)[] Columns =
    [
        ("Legacy", TransactionType.Legacy, false), ("Eip155", TransactionType.Legacy, true),
        ("Berlin", TransactionType.AccessList, true), ("London", TransactionType.DynamicFee, true),
    ];

    // The column of blob transactions (EIP-4844, "Cancun") is left out: nothing here carries blobs.
    [Fact]
    public void Transactions_of_types_0_1_and_2_have_the_known_bytes_and_signatures()
    {
        var count = new int[Columns.Length];
        foreach (var c in Vector.Load("transactions", 3200))
        {
            using var key = PrivateKey.Parse(c.Text("privateKey"));
            for (var i = 0; i < Columns.Length; i++)
            {
                var (column, type, hasChain) = Columns[i];
                // Without a chain id there is no EIP-155 form.
                if (c.Text("signed" + column).Length == 0) continue;
                var transaction = Read(c.GetProperty("transaction"), type, hasChain);
                Assert.Equal(c.Text("unsigned" + column), Hex.Encode(transaction.Encode()));
                var signed = transaction.Sign(key);
                Assert.Equal(c.Text("signed" + column), Hex.Encode(signed.Encode()));
                Assert.Equal(key.Address, signed.Sender);
                count[i]++;
            }
        }
        Assert.Equal([3200, 1664, 3200, 3200], count);
    }

    private static Transaction Read(JsonElement json, TransactionType type, bool hasChain) => new()
    {
        Type = type,
        ChainId = hasChain ? (ulong)Number(json, "chainId") : null,
        Nonce = json.TryGetProperty("nonce", out var nonce) ? nonce.GetUInt64() : 0,
        GasPrice = type == TransactionType.DynamicFee ? 0 : Number(json, "gasPrice"),
        MaxPriorityFeePerGas = type == TransactionType.DynamicFee ? Number(json, "maxPriorityFeePerGas") : 0,
        MaxFeePerGas = type == TransactionType.DynamicFee ? Number(json, "maxFeePerGas") : 0,
        GasLimit = (ulong)Number(json, "gasLimit"),
        To = json.TryGetProperty("to", out var to) ? Address.Parse(to.GetString()!) : null,
        Value = Number(json, "value"),
        Data = json.TryGetProperty("data", out var data) ? Hex.Decode(data.GetString()!) : [],
        AccessList = type != TransactionType.Legacy && json.TryGetProperty("accessList", out var list)
            ? [.. list.EnumerateArray().Select(e => new AccessListEntry(
                Address.Parse(e.Text("address")), [.. e.GetProperty("storageKeys").EnumerateArray().Select(k => Bytes32.Parse(k.GetString()!))]))]
            : [],
    };

    private static BigInteger Number(JsonElement json, string name) => json.TryGetProperty(name, out var value)
        ? BigInteger.Parse("0" + value.GetString()![2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : 0;
}
