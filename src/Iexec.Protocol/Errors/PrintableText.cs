using System.Globalization;
using System.Text;

namespace Iexec.Protocol;

/// <summary>Text of strangers, made fit for a terminal or a log.</summary>
internal static class PrintableText
{
    /// <summary>The text without what is no visible character (controls, marks that change the direction of text), cut to a length.</summary>
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

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
