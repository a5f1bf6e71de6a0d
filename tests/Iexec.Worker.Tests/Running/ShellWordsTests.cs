using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Iexec.Worker.Running;
using Xunit;

namespace Iexec.Worker.Tests.Running;

public sealed class ShellWordsTests
{
    private const string Shell = "/bin/sh";
    private const char End = '\u0001';

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
    public void A_shell_splits_random_texts_into_the_same_words()
    {
        Assert.SkipUnless(File.Exists(Shell), $"needs {Shell}");
        var random = new Random(1);
        string[] pieces = ["a", "b", "-", "é", " ", "\t", "'x\ny'", "\"x\ny\"", "\r", "\u00a0", "'", "\"", "\\", "\\\n", "\\$", "\\`", "\\\"", "\"a b\"", "'c\\'"];
        var texts = Enumerable.Range(0, 3000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)])))
            // What a shell does with a bare sign of expansion or end of line, or with a backslash at the end, is not splitting.
            .Where(text => !HasBareSign(text) && !EndsInBackslash(text)).ToList();

        var expected = AskShell(texts);
        Assert.All(texts.Zip(expected), pair => Assert.Equal(pair.Second, TryJoin(pair.First)));
        Assert.InRange(expected.Count(words => words is not null), 500, texts.Count - 100);
    }

    private static string? TryJoin(string text)
    {
        try
        {
            return string.Concat(ShellWords.Split(text).Select(word => word + End));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // The words of each text, each with a mark behind it; null where the shell refuses it.
    private static List<string?> AskShell(IReadOnlyCollection<string> texts)
    {
        const string Script = """for t; do if (eval "set -- $t") 2>/dev/null; then eval "set -- $t"; [ $# = 0 ] || printf '%s\1' "$@"; else printf 'no'; fi; printf '\2'; done""";
        var start = new ProcessStartInfo(Shell, ["-c", Script, "sh", .. texts]) { RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        var answers = shell.StandardOutput.ReadToEnd().Split('\u0002')[..^1];
        return [.. answers.Select(answer => answer == "no" ? null : answer)];
    }

    private static bool EndsInBackslash(string text) => text.Reverse().TakeWhile(c => c == '\\').Count() % 2 == 1;

    private static bool HasBareSign(string text)
    {
        var (quote, bare) = (' ', false);
        for (var i = 0; i < text.Length && !bare; i++)
        {
            if (quote != '\'' && text[i] == '\\')
                i++;
            else if (text[i] is '$' or '`' && quote != '\'' || text[i] == '\n' && quote == ' ')
                bare = true;
            else if (text[i] is '\'' or '"')
                quote = quote == text[i] ? ' ' : quote == ' ' ? text[i] : quote;
        }
        return bare;
    }

    [Fact]
    public void Every_list_of_words_comes_back_from_either_kind_of_quotes()
    {
        Prop.ForAll<NonNull<string>[]>(words =>
        {
            var texts = words.Select(word => word.Get).ToArray();
            var single = string.Join(' ', texts.Select(text => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
            var doubled = string.Join('\t', texts.Select(text =>
                $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""));
            return texts.SequenceEqual(ShellWords.Split(single)) && texts.SequenceEqual(ShellWords.Split(doubled));
        }).QuickCheckThrowOnFailure();
    }
}
