using System.Text;

namespace Iexec.Worker.Running;

/// <summary>Splits arguments into words as a POSIX shell does (XCU 2.2, 2.6.5); nothing is expanded, and nothing but blanks ends a word.</summary>
public static class ShellWords
{
    /// <summary>
    /// Splits at spaces, tabs and line ends; <c>'…'</c> is literal; <c>"…"</c> knows <c>\$</c>, <c>\`</c>, <c>\"</c> and <c>\\</c>; <c>\</c>
    /// elsewhere takes the next character as it is; a <c>\</c> and the line end after it are as if not there.
    /// </summary>
    /// <exception cref="FormatException">A quote is not closed, or the text ends in a lone backslash.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case ' ' or '\t' or '\n':
                    if (word is not null)
                        words.Add(word.ToString());
                    word = null;
                    break;
                case '\'' or '"':
                    i = Quoted(text, i, word ??= new());
                    break;
                case '\\':
                    if (++i == text.Length)
                        throw new FormatException("The arguments end in a lone backslash.");
                    if (text[i] != '\n')
                        (word ??= new()).Append(text[i]);
                    break;
                default:
                    (word ??= new()).Append(text[i]);
                    break;
            }
        }
        if (word is not null)
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
            var isEscape = quote == '"' && text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\' or '$' or '`' or '\n';
            if (isEscape && text[++i] == '\n')
                continue;
            word.Append(text[i]);
        }
        throw new FormatException($"The arguments have a {quote} at position {open + 1} that is not closed.");
    }
}
