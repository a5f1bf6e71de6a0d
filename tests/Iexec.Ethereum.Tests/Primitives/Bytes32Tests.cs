using System.Numerics;

namespace Iexec.Ethereum.Tests.Primitives;

public sealed class Bytes32Tests
{
    [Fact]
    public void Integers_are_big_endian_words()
    {
        Assert.Equal(Bytes32.Parse($"0x{0x1234:x64}"), Bytes32.FromInteger(0x1234));
        Assert.Equal(0x1234, Bytes32.FromInteger(0x1234).ToInteger());
        var largest = BigInteger.Pow(2, 256) - 1;
        Assert.Equal(largest, Bytes32.FromInteger(largest).ToInteger());
        Assert.Equal("0x" + new string('f', 64), Bytes32.FromInteger(-1).ToString());
        Assert.Throws<OverflowException>(() => Bytes32.FromInteger(largest + 1));
        Assert.Throws<OverflowException>(() => Bytes32.FromInteger(-BigInteger.Pow(2, 255) - 1));
    }

    [Fact]
    public void Bytes_and_text_go_there_and_back()
    {
        var bytes = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        var word = Bytes32.FromBytes(bytes);
        Assert.Equal(bytes, word.ToBytes());
        Assert.Equal(word, Bytes32.Parse(word.ToString().ToUpperInvariant()[2..]));
        Assert.True(Bytes32.Zero < word && word <= Bytes32.FromInteger(BigInteger.Pow(2, 255)));
    }

    [Theory]
    [InlineData("0x")]
    [InlineData("0x00")]
    [InlineData("0x000000000000000000000000000000000000000000000000000000000000000g")]
    public void Other_text_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => Bytes32.Parse(text));
        Assert.False(Bytes32.TryParse(text, out _));
    }
}
