namespace Iexec.Ethereum.Tests.Primitives;

public sealed class UnitsTests
{
    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData("+1")]
    [InlineData("--1")]
    [InlineData(" 1")]
    [InlineData("0x1")]
    [InlineData("١")]
    public void Text_that_is_no_decimal_number_is_refused(string text) => Assert.Throws<FormatException>(() => Units.Parse(text));

    [Fact]
    public void More_places_than_the_unit_has_are_refused_but_zeros_do_not_count()
    {
        Assert.Contains("finer", Assert.Throws<FormatException>(() => Units.Parse("0.0000000001", Units.Gwei)).Message, StringComparison.Ordinal);
        Assert.Equal(1, Units.Parse("0.0000000010000", Units.Gwei));
    }
}
