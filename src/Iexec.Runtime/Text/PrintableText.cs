using System.Globalization;
using System.Text;

namespace Iexec.Runtime;

/// <summary>Text of strangers, made fit for a terminal or a log: without controls, and without marks that change the direction of text.</summary>
public static class PrintableText
{
    /// <summary>The text in one line, cut to a length.</summary>
    public static string Of(string text, int maxLength)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var next = IsPrintable(rune) ? rune : Rune.ReplacementChar;
            if (shown.Length + next.Utf16SequenceLength >= maxLength)
                return shown.Append('…').ToString();
            shown.Append(next);
        }
        return shown.ToString();
    }

    /// <summary>The text with its line ends and tabs, such as a log.</summary>
    public static string Lines(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            shown.Append(rune.Value is '\n' or '\t' || IsPrintable(rune) ? rune : Rune.ReplacementChar);
        return shown.Replace("\uFFFD\n", "\n").ToString();
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
