using System.CommandLine;

namespace Iexec.Cli;

/// <summary>The <c>iexec</c> command: its groups, its options, and how it ends.</summary>
internal sealed class CommandLine
{
    // Stopping a network ends a dozen processes in order; without them being ended they would stay.
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(2);

    private readonly RootCommand root = new("iExec: a decentralised market for computing. Start with 'iexec init', or 'iexec up' for a network of your own.");

    public static CommandLine Create()
    {
        Terminal.Prepare();
        var line = new CommandLine();
        foreach (var option in GlobalOptions.All)
            line.root.Add(option);
        Command[] groups =
        [
            InitCommand.Create(),
            WalletCommands.Create(),
            AccountCommands.Create(),
            AppCommands.Create(),
            DatasetCommands.Create(),
            WorkerpoolCommands.Create(),
            OrderCommands.Create(),
            OrderbookCommands.Create(),
            DealCommands.Create(),
            TaskCommands.Create(),
            ContractsCommands.Create(),
            ServeCommands.Create(),
            WorkerCommand.Create(),
            UpCommand.Create(),
            DemoCommand.Create(),
        ];
        foreach (var group in groups)
            line.root.Add(group);
        return line;
    }

    /// <summary>Runs a command line; 0 when it went well, 1 when not.</summary>
    public async Task<int> InvokeAsync(string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Failure.Show(string.Join(' ', args), "UsageError", string.Join("; ", parsed.Errors.Select(e => e.Message)), args.Contains("--raw"));
            return 1;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopLimit });
    }
}
