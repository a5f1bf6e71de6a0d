using System.Text;

namespace Iexec.Protocol;

/// <summary>Splits arguments into words as a POSIX shell quotes them; nothing is expanded.</summary>
public static class ShellWords
{
    private const int LongestText = 64 * 1024;

    /// <summary>Splits at blanks; <c>'…'</c> is literal, <c>"…"</c> knows <c>\"</c> and <c>\\</c>, <c>\</c> elsewhere takes the next character as it is.</summary>
    /// <exception cref="FormatException">
    /// A quote is not closed, the text ends in a lone backslash, holds a NUL, or is longer than 64 Ki characters.
    /// </exception>
    public static IReadOnlyList<string> Split(string text)
    {
        if (text.Length > LongestText || text.Contains('\0'))
            throw new FormatException($"The arguments hold a NUL or are longer than {LongestText} characters.");
        var words = new List<string>();
        var word = new StringBuilder();
        var inWord = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                if (inWord)
                    words.Add(word.ToString());
                word.Clear();
                inWord = false;
                continue;
            }
            inWord = true;
            switch (c)
            {
                case '\'' or '"':
                    i = Quoted(text, i, word);
                    break;
                case '\\':
                    if (++i == text.Length)
                        throw new FormatException("The arguments end in a lone backslash.");
                    word.Append(text[i]);
                    break;
                default:
                    word.Append(c);
                    break;
            }
        }
        if (inWord)
            words.Add(word.ToString());
        return words;
    }

    private static int Quoted(string text, int open, StringBuilder word)
    {
        var quote = text[open];
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == quote)
                return i;
            if (quote == '"' && text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\')
                i++;
            word.Append(text[i]);
        }
        throw new FormatException($"The arguments have a {quote} at position {open + 1} that is not closed.");
    }
}
