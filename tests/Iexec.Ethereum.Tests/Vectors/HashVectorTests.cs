namespace Iexec.Ethereum.Tests.Vectors;

public sealed class HashVectorTests
{
    [Fact]
    public void Keccak_256_gives_the_known_hashes()
    {
        foreach (var c in Vector.Load("hashes", 257))
            Assert.Equal(c.Text("keccak256"), Keccak256.Hash(Hex.Decode(c.Text("data"))).ToString());
    }
}
