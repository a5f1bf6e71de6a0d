using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iexec.Client;
using Iexec.Devnet.Processes;
using Iexec.Protocol;
using Iexec.Runtime;
using Spectre.Console;

namespace Iexec.Cli;

/// <summary>What a running command works with: its options, the project's files, the chain and the wallet.</summary>
internal sealed class CommandContext(ParseResult parsed) : IAsyncDisposable
{
    private WalletSession? session;

    public bool Raw => parsed.GetValue(GlobalOptions.Raw);

    public bool Force => parsed.GetValue(GlobalOptions.Force);

    public Surroundings Surroundings { get; } = Surroundings.Real;

    public ProjectFolder Project { get; } = new(Environment.CurrentDirectory);

    public WalletStore Wallets => field ??= new(parsed);

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>Whether the command line gives an option, with a value or without.</summary>
    public bool Chose(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Whether the command line names an order of this kind.</summary>
    public bool Chose(IOrderChoice choice) => Chose(choice.Option);

    /// <summary>The chain of the options, or the default one of <c>chain.json</c>.</summary>
    public ChainConfig Chain => Project.ReadChains().Choose(Get(GlobalOptions.Chain));

    /// <summary>That chain's id.</summary>
    public ulong ChainId => ulong.TryParse(Chain.Id, out var id) ? id : throw new UserException($"chain.json: the chain's id '{Chain.Id}' is no number");

    /// <summary>A client that reads only.</summary>
    public IexecClient Reader => new(Chain, Surroundings, null, null);

    /// <summary>A client with the user's wallet, unlocked once.</summary>
    public async Task<IexecClient> SignerAsync(CancellationToken ct)
    {
        session ??= await WalletSession.OpenAsync(
            Chain, Surroundings, await Wallets.UnlockAsync(ct), Path.Combine(StateFolder.DefaultPath, "outbox"), ct);
        return session.Client;
    }

    /// <summary>Shows what a command did: one line of JSON, or words for a person.</summary>
    public void Ok(object fields, string words)
    {
        if (Raw)
        {
            var json = new JsonObject { ["ok"] = true };
            foreach (var (name, value) in JsonSerializer.SerializeToNode(fields, ProtocolJson.Api)!.AsObject())
                json[name] = value?.DeepClone();
            Console.WriteLine(json.ToJsonString(ProtocolJson.Api));
        }
        else
        {
            AnsiConsole.MarkupLineInterpolated($"[green]✔[/] {words}");
        }
    }

    /// <summary>Shows a table to a person, or fields as JSON.</summary>
    public void Table(object fields, string title, IEnumerable<(string Name, string Value)> rows)
    {
        if (Raw)
        {
            Ok(fields, title);
            return;
        }
        AnsiConsole.MarkupLineInterpolated($"[bold]{title}[/]");
        var lines = rows.ToList();
        var width = lines.Max(l => l.Name.Length);
        foreach (var (name, value) in lines)
            AnsiConsole.MarkupLineInterpolated($"  [grey]{name.PadRight(width)}[/]  {value}");
    }

    /// <summary>Tells a person how it goes; silent with <c>--raw</c> and <c>--quiet</c>.</summary>
    public void Progress(string words)
    {
        if (!Raw && !Get(GlobalOptions.Quiet))
            Console.Error.WriteLine(words);
    }

    /// <summary>Asks a person; with <c>--force</c> the answer is yes, with <c>--raw</c> it is an error.</summary>
    public void Confirm(string question)
    {
        if (Force)
            return;
        if (Raw || Console.IsInputRedirected)
            throw new UserException($"{question} Say yes with --force.");
        if (!AnsiConsole.Confirm(question, defaultValue: false))
            throw new UserException("nothing was done");
    }

    /// <summary>
    /// Shows what a deal costs and asks; with <c>--force</c> the answer is yes. Where nobody can be asked, <c>--max-price</c> says it.
    /// </summary>
    /// <param name="terms">What the deal costs.</param>
    /// <param name="maxPrice">The option for the most that one task may cost.</param>
    public void ConfirmPrice(DealTerms terms, Option<string?> maxPrice)
    {
        if (Get(maxPrice) is { } most)
            terms.AtMost(Rlc.Parse(most));
        var canAsk = !Raw && !Console.IsInputRedirected;
        if (!canAsk && !Force && Get(maxPrice) is null)
            throw new UserException($"this pays {terms}. Say yes with --force, or the most that a task may cost with --max-price.");
        if (canAsk && !Force)
            Confirm($"Pay {terms}?");
        else
            Progress($"pays {terms}");
    }

    public async ValueTask DisposeAsync()
    {
        if (session is not null)
            await session.DisposeAsync();
    }
}
