using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Iexec.Ethereum;
using Xunit;

namespace Iexec.Protocol.Tests;

/// <summary>A contract reverts with what it likes: that is shown, and harms nothing.</summary>
public sealed class HostileRevertTests
{
    private static readonly AbiError[] Errors = [.. ContractErrors.All, AbiError.Text, AbiError.Panic];

    [Theory]
    [InlineData("0x", "the contract refused without saying why")]
    [InlineData("0x12", "the contract refused without saying why")]
    [InlineData("0xdeadbeef", "the contract refused with the unknown error 0xdeadbeef")]
    [InlineData("0x08c379a0ffff", "the contract refused with the unknown error 0x08c379a0ffff")]
    [InlineData("0x4e487b71", "the contract refused with the unknown error 0x4e487b71")]
    public void What_is_no_error_is_shown(string data, string expected) =>
        Assert.Equal(expected, RevertReason.Explain(Hex.Decode(data)));

    [Fact]
    public void A_text_in_the_place_of_an_address_is_shown() =>
        Assert.StartsWith(
            "the contract refused with the unknown error 0x",
            RevertReason.Explain([.. ContractErrors.Named("CallerIsNotTheToken").Selector, .. Enumerable.Repeat((byte)'A', 32)]),
            StringComparison.Ordinal);

    [Fact]
    public void Megabytes_are_cut()
    {
        foreach (var data in new[] { AbiError.Text.Encode(new string('é', 4 << 20)), new byte[4 << 20], ContractErrors.Named("IncompatibleDatasetOrder").Encode(new string('x', 4 << 20)) })
        {
            var sentence = RevertReason.Explain(data);

            Assert.Equal(RevertReason.MaxLength, sentence.Length);
            Assert.EndsWith("…", sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_moves_a_terminals_cursor_or_turns_text_around_is_taken_out() =>
        Assert.Equal("a�[2Jb�c�d�", RevertReason.Explain(AbiError.Text.Encode("a\u001b[2Jb\nc\u202ed\u2028")));

    [Fact]
    public void Nothing_throws_or_leaves_the_bounds() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var sentence = RevertReason.Explain(Revert(new Random(seed)));

        Assert.InRange(sentence.Length, 0, RevertReason.MaxLength);
        Assert.All(sentence.EnumerateRunes(), rune => Assert.True(IsPrintable(rune), $"U+{rune.Value:x}"));
        Assert.Equal(sentence, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(sentence)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    // Anything; the selector of an error and anything; an error cut and damaged; a text of any characters.
    private static byte[] Revert(Random random)
    {
        var noise = new byte[random.Next(200)];
        random.NextBytes(noise);
        var error = Errors[random.Next(Errors.Length)];
        switch (random.Next(4))
        {
            case 0:
                return noise;
            case 1:
                return [.. error.Selector, .. noise];
            case 2:
                var data = ContractErrors.WithGreatest(error);
                data[random.Next(data.Length)] = (byte)random.Next(256);
                return data[..random.Next(data.Length + 1)];
            default:
                var runes = Enumerable.Range(0, random.Next(1000)).Select(_ => random.Next(random.Next(2) == 0 ? 0x100 : 0x110000)).Where(Rune.IsValid);
                return AbiError.Text.Encode(string.Concat(runes.Select(r => new Rune(r))));
        }
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
