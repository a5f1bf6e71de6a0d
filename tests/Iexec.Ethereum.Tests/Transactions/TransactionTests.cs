namespace Iexec.Ethereum.Tests.Transactions;

public sealed class TransactionTests
{
    [Fact]
    public void The_example_of_EIP_155_has_the_known_bytes()
    {
        using var key = PrivateKey.Parse("0x4646464646464646464646464646464646464646464646464646464646464646");
        var transaction = new Transaction
        {
            Type = TransactionType.Legacy,
            ChainId = 1,
            Nonce = 9,
            GasPrice = Units.Parse("20", Units.Gwei),
            GasLimit = 21000,
            To = Address.Parse("0x3535353535353535353535353535353535353535"),
            Value = Units.Parse("1"),
        };
        Assert.Equal("0xdaf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53", transaction.SigningHash.ToString());
        Assert.Equal(
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83",
            Hex.Encode(transaction.Sign(key).Encode()));
    }

    [Fact]
    public void A_typed_transaction_needs_a_chain() => Assert.Throws<InvalidOperationException>(() => new Transaction().Encode());
}
