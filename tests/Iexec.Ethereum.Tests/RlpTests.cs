namespace Iexec.Ethereum.Tests;

public sealed class RlpTests
{
    [Fact]
    public void Integers_have_no_leading_zeros()
    {
        Assert.Equal("0x80", Hex.Encode(Rlp.Encode(RlpItem.Integer(0))));
        Assert.Equal("0x820400", Hex.Encode(Rlp.Encode(RlpItem.Integer(1024))));
    }
}
