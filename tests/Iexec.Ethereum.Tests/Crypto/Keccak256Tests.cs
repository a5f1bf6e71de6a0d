using System.Text;

namespace Iexec.Ethereum.Tests.Crypto;

public sealed class Keccak256Tests
{
    [Fact]
    public void Parts_hash_as_their_concatenation_wherever_they_are_cut()
    {
        var data = new byte[500];
        new Random(1).NextBytes(data);
        var expected = Keccak256.Hash(data);
        for (var cut = 0; cut <= data.Length; cut += 7)
            Assert.Equal(expected, Keccak256.HashPacked(data[..cut], data[cut..Math.Min(cut + 3, data.Length)], data[Math.Min(cut + 3, data.Length)..]));
    }

    [Fact]
    public void Text_hashes_as_its_UTF_8_bytes()
    {
        Assert.Equal("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", Keccak256.HashText("Transfer(address,address,uint256)").ToString());
        Assert.Equal(Keccak256.Hash(Encoding.UTF8.GetBytes("é🚀")), Keccak256.HashText("é🚀"));
    }

    [Fact]
    public void Words_hash_as_their_bytes()
    {
        Bytes32 a = Bytes32.FromInteger(1), b = Bytes32.FromInteger(2);
        Assert.Equal(Keccak256.HashPacked(a.ToBytes(), b.ToBytes()), Keccak256.HashPacked(a, b));
    }

    [Fact]
    public void Hashing_allocates_nothing()
    {
        byte[] data = new byte[1000], hash = new byte[32];
        Keccak256.Hash(data, hash);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Keccak256.Hash(data, hash);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
