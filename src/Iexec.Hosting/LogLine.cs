using System.Globalization;
using Iexec.Runtime;
using Microsoft.Extensions.Logging;

namespace Iexec.Hosting;

/// <summary>
/// A message of a log as text: one line, and more only for an exception. What strangers wrote cannot steer the terminal it is read
/// on.
/// </summary>
public static class LogLine
{
    private const int MaxLength = 8000;

    /// <summary>The message's lines, each ended.</summary>
    public static string Of(DateTimeOffset at, LogLevel level, string category, string message, Exception? exception)
    {
        var first = string.Create(
            CultureInfo.InvariantCulture, $"{at:yyyy-MM-ddTHH:mm:ss.fffZ} {level} {category}: {Printable(message)}\n");
        return exception is null
            ? first
            : first + string.Concat(exception.ToString().Split('\n').Select(line => $"    {Printable(line)}\n"));
    }

    private static string Printable(string text) => PrintableText.Of(text.ReplaceLineEndings(" ").TrimEnd(), MaxLength);
}
