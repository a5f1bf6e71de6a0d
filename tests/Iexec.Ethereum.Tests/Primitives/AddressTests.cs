using System.Text.Json;

namespace Iexec.Ethereum.Tests.Primitives;

public sealed class AddressTests
{
    private const string Checksummed = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [InlineData("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB")]
    [InlineData("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")]
    public void Checksums_are_those_of_EIP_55(string text)
    {
        Assert.Equal(text, Address.Parse(text.ToLowerInvariant()).ToString());
        Assert.Equal(text, Address.Parse(text).ToString());
        Assert.Equal(text, Address.Parse(text[2..].ToUpperInvariant()).ToString());
    }

    [Fact]
    public void A_wrong_checksum_is_refused_as_a_mistype()
    {
        var mistyped = Checksummed.Replace("aAeb", "AAeb", StringComparison.Ordinal);
        Assert.Contains("checksum", Assert.Throws<FormatException>(() => Address.Parse(mistyped)).Message, StringComparison.Ordinal);
        Assert.False(Address.TryParse(mistyped, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedd")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg")]
    [InlineData(" 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    public void Other_text_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => Address.Parse(text));
        Assert.False(Address.TryParse(text, out _));
    }

    [Fact]
    public void Addresses_compare_as_numbers()
    {
        var small = Address.Parse("0x00000000000000000000000000000000000000ff");
        var large = Address.Parse("0xff00000000000000000000000000000000000000");
        Assert.True(small < large && large > small && Address.Zero < small);
        Assert.Equal(small, Address.FromBytes(small.ToBytes()));
        Assert.NotEqual(small, large);
        Assert.Throws<FormatException>(() => Address.FromBytes(new byte[21]));
    }

    [Fact]
    public void Json_holds_the_checksummed_text_also_as_a_name()
    {
        var byAccount = new Dictionary<Address, Bytes32> { [Address.Parse(Checksummed)] = Bytes32.FromInteger(1) };
        var json = JsonSerializer.Serialize(byAccount);
        Assert.Equal($"{{\"{Checksummed}\":\"0x{1:x64}\"}}", json);
        Assert.Equal(byAccount, JsonSerializer.Deserialize<Dictionary<Address, Bytes32>>(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Address>("\"0x12\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Address>("12"));
    }
}
