using System.CommandLine;
using System.CommandLine.Parsing;
using Iexec.Client;

namespace Iexec.Cli;

/// <summary>Gives commands their actions, with one way to fail.</summary>
internal static class CommandExtensions
{
    /// <summary>What a command does, with its arguments and options added in order.</summary>
    public static Command Does(this Command command, Func<CommandContext, CancellationToken, Task> action, params Symbol[] symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }
        command.SetAction(async (parsed, ct) =>
        {
            await using var context = new CommandContext(parsed);
            try
            {
                await action(context, ct);
                return 0;
            }
            catch (Exception e) when (Failure.Explain(e) is not null)
            {
                Failure.Show(FullName(parsed), e.GetType().Name, Failure.Explain(e)!, context.Raw, (e as SpentException)?.Run);
                return 1;
            }
        });
        return command;
    }

    /// <summary>A group of commands.</summary>
    public static Command Group(string name, string description, params Command[] commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
            group.Add(command);
        return group;
    }

    private static string FullName(ParseResult parsed)
    {
        var names = new List<string>();
        for (var result = parsed.CommandResult; result is { Parent: CommandResult parent }; result = parent)
            names.Insert(0, result.Command.Name);
        return string.Join(' ', names);
    }
}
