namespace Iexec.Ethereum.Tests.Vectors;

public sealed class AccountVectorTests
{
    [Fact]
    public void Keys_give_the_known_addresses_in_both_forms()
    {
        var cases = Vector.Load("accounts", 259);
        foreach (var c in cases)
        {
            using var key = PrivateKey.Parse(c.Text("privateKey"));
            var address = c.Text("address");
            Assert.Equal(address, key.Address.ToString());
            Assert.Equal(key.Address, Address.Parse(address));
        }
    }

    [Fact]
    public void Contracts_get_the_known_addresses_by_nonce()
    {
        var creates = Vector.Load("create", 16)
            .SelectMany(c => c.GetProperty("creates").EnumerateArray(), (c, create) => (Sender: Address.Parse(c.Text("sender")), create)).ToList();
        Assert.True(creates.Count >= 128);
        foreach (var (sender, create) in creates)
            Assert.Equal(create.Text("address"), Address.Create(sender, create.GetProperty("nonce").GetUInt64()).ToString());
    }

    [Fact]
    public void Contracts_get_the_known_addresses_by_salt()
    {
        var creates = Vector.Load("create2", 16)
            .SelectMany(c => c.GetProperty("creates").EnumerateArray(), (c, create) => (Sender: Address.Parse(c.Text("sender")), create)).ToList();
        Assert.True(creates.Count >= 128);
        foreach (var (sender, create) in creates)
        {
            var hash = Keccak256.Hash(Hex.Decode(create.Text("initCode")));
            Assert.Equal(create.Text("initCodeHash"), hash.ToString());
            Assert.Equal(create.Text("address"), Address.Create2(sender, Bytes32.Parse(create.Text("salt")), hash).ToString());
        }
    }
}
