namespace Iexec.Ethereum.Tests.Abi;

public sealed class AbiTypeTests
{
    [Theory]
    [InlineData("uint", "uint256")]
    [InlineData("(address app, uint256 price)[2][]", "(address,uint256)[2][]")]
    [InlineData("tuple(bytes32 a,(bool,string)[] b)", "(bytes32,(bool,string)[])")]
    [InlineData(" bytes32 [ 3 ] ", "bytes32[3]")]
    public void Text_is_read_and_written_in_canonical_form(string text, string canonical) => Assert.Equal(canonical, AbiType.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("uint7")]
    [InlineData("uint0")]
    [InlineData("uint08")]
    [InlineData("uint264")]
    [InlineData("bytes0")]
    [InlineData("bytes33")]
    [InlineData("byte")]
    [InlineData("()")]
    [InlineData("uint256[0]")]
    [InlineData("uint256[-1]")]
    [InlineData("uint256[99999999999]")]
    [InlineData("uint256[")]
    [InlineData("(uint256")]
    [InlineData("uint256)")]
    [InlineData("(uint256,)")]
    [InlineData("uint256 uint256")]
    [InlineData("uint256[9999999][9999999]")]
    public void Other_text_is_refused(string text) => Assert.Throws<FormatException>(() => AbiType.Parse(text));

    [Fact]
    public void Nesting_is_limited()
    {
        Assert.Throws<FormatException>(() => AbiType.Parse(new string('(', 100_000)));
        Assert.Throws<FormatException>(() => AbiType.Parse("uint256" + string.Concat(Enumerable.Repeat("[]", 100_000))));
        Assert.Throws<FormatException>(() => AbiType.Parse("uint256" + string.Concat(Enumerable.Repeat("[1]", 100_000))));
    }

    [Fact]
    public void Names_of_fields_are_kept() =>
        Assert.Equal(["app", "price"], AbiType.Parse("(address app,uint256 price)").Components.Select(c => c.Name));
}
