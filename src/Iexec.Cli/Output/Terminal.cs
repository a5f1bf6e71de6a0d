using Spectre.Console;

namespace Iexec.Cli;

/// <summary>What is written where: results on standard output, progress and errors on standard error; colours on terminals only.</summary>
internal static class Terminal
{
    // Hashes and addresses are copied from the output: a terminal may wrap them, the program does not.
    private const int Width = 400;

    /// <summary>Standard error.</summary>
    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Makes <see cref="AnsiConsole"/> write to standard output in this way.</summary>
    public static void Prepare() => AnsiConsole.Console = Create(Console.Out, Console.IsOutputRedirected);

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        console.Profile.Width = Width;
        return console;
    }
}
