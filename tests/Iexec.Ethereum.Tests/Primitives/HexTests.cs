namespace Iexec.Ethereum.Tests.Primitives;

public sealed class HexTests
{
    [Theory]
    [InlineData("0x", 0)]
    [InlineData("", 0)]
    [InlineData("0x00fF", 2)]
    [InlineData("00ff", 2)]
    [InlineData("0XAB", 1)]
    public void Text_with_or_without_prefix_is_read(string text, int length) => Assert.Equal(length, Hex.Decode(text).Length);

    [Theory]
    [InlineData("0x0", "even number")]
    [InlineData("0x0g", "not hexadecimal")]
    [InlineData("0x 0", "not hexadecimal")]
    [InlineData("0x0x00", "not hexadecimal")]
    [InlineData("-1", "not hexadecimal")]
    public void Other_text_is_refused_with_the_reason(string text, string reason)
    {
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Hex.Decode(text)).Message, StringComparison.Ordinal);
        Assert.False(Hex.TryDecode(text, out _));
    }

    [Fact]
    public void Text_is_written_in_lower_case() => Assert.Equal("0x00abff", Hex.Encode([0, 0xab, 0xff]));
}
