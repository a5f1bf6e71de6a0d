using FsCheck;
using FsCheck.Fluent;

namespace Iexec.Ethereum.Tests;

public sealed class RlpTests
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Theory]
    [InlineData("")]
    [InlineData("0x8100")]
    [InlineData("0x817f")]
    [InlineData("0x81")]
    [InlineData("0x8201")]
    [InlineData("0xc1")]
    [InlineData("0xc28101")]
    [InlineData("0xb800")]
    [InlineData("0xb83700")]
    [InlineData("0xb90040")]
    [InlineData("0xb8ff00")]
    [InlineData("0xbfffffffffffffffff")]
    [InlineData("0xffffffffffffffffff")]
    [InlineData("0xbb80000000")]
    [InlineData("0xf80101")]
    [InlineData("0x0101")]
    [InlineData("0xc0c0")]
    public void What_is_cut_short_goes_on_or_is_not_canonical_is_refused(string hex) =>
        Assert.Throws<FormatException>(() => Rlp.Decode(Hex.Decode(hex)));

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var item = RlpItem.List();
        for (var i = 0; i < 65; i++) item = RlpItem.List(item);
        Assert.Contains("deeper", Assert.Throws<FormatException>(() => Rlp.Decode(Rlp.Encode(item))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_have_no_leading_zeros_and_at_most_32_bytes()
    {
        Assert.Equal("0x80", Hex.Encode(Rlp.Encode(RlpItem.Integer(0))));
        Assert.Equal("0x820400", Hex.Encode(Rlp.Encode(RlpItem.Integer(1024))));
        Assert.Equal(1024, RlpItem.Bytes([4, 0]).AsInteger());
        Assert.Throws<FormatException>(() => RlpItem.Bytes([0]).AsInteger());
        Assert.Throws<FormatException>(() => RlpItem.Bytes([.. Enumerable.Repeat((byte)1, 33)]).AsInteger());
        Assert.Throws<FormatException>(() => RlpItem.List().AsInteger());
        Assert.Throws<FormatException>(() => RlpItem.Bytes([]).AsList());
    }

    [Fact]
    public void Whatever_is_encoded_decodes_to_itself() => Prop.ForAll(Seeds, seed =>
    {
        var item = Item(new Random(seed), 4);
        Assert.Equal(Show(item), Show(Rlp.Decode(Rlp.Encode(item))));
    }).Check(Many);

    [Fact]
    public void Whatever_decodes_has_no_other_encoding() => Prop.ForAll(Seeds, seed =>
    {
        var random = new Random(seed);
        var data = Rlp.Encode(Item(random, 3));
        data[random.Next(data.Length)] = (byte)random.Next(256);
        try
        {
            Assert.Equal(data, Rlp.Encode(Rlp.Decode(data)));
        }
        catch (FormatException)
        {
            // Refused, which is right.
        }
    }).Check(Many);

    private static RlpItem Item(Random random, int depth)
    {
        if (depth > 0 && random.Next(2) == 0) return RlpItem.List([.. Enumerable.Range(0, random.Next(5)).Select(_ => Item(random, depth - 1))]);
        var bytes = new byte[random.Next(3) switch { 0 => 1, 1 => random.Next(60), _ => random.Next(300) }];
        random.NextBytes(bytes);
        return RlpItem.Bytes(bytes);
    }

    private static string Show(RlpItem item) => item.IsList ? $"[{string.Join(',', item.AsList().Select(Show))}]" : Hex.Encode(item.AsBytes());
}
