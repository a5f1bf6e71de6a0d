using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Iexec.Protocol.Tests;

public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("  \t\n ", new string[0])]
    [InlineData("0xabc 3", new[] { "0xabc", "3" })]
    [InlineData("""say "two words" now""", new[] { "say", "two words", "now" })]
    [InlineData("""a'b c'd""", new[] { "ab cd" })]
    [InlineData("""'' "" x""", new[] { "", "", "x" })]
    [InlineData(@"'\n ""' ""\""\\ \n '""", new[] { @"\n """, @"""\ \n '" })]
    [InlineData(@"one\ word \""", new[] { "one word", "\"" })]
    [InlineData("""$HOME `id` $(id) * ; | > &""", new[] { "$HOME", "`id`", "$(id)", "*", ";", "|", ">", "&" })]
    public void Words_are_split_as_a_shell_quotes_them(string text, string[] words) =>
        Assert.Equal(words, ShellWords.Split(text));

    [Theory]
    [InlineData("'open", "position 1")]
    [InlineData("a \"open", "position 3")]
    [InlineData("a\\", "lone backslash")]
    public void What_cannot_be_split_is_told(string text, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => ShellWords.Split(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_list_of_words_comes_back_from_either_kind_of_quotes()
    {
        Prop.ForAll<NonNull<string>[]>(words =>
        {
            var texts = words.Select(word => word.Get.Replace("\0", "", StringComparison.Ordinal)).ToArray();
            var single = string.Join(' ', texts.Select(text => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
            var doubled = string.Join('\t', texts.Select(text =>
                $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
            return texts.SequenceEqual(ShellWords.Split(single)) && texts.SequenceEqual(ShellWords.Split(doubled));
        }).QuickCheckThrowOnFailure();
    }
}
