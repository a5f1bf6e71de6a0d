using System.CommandLine;
using System.Text.Json.Nodes;
using Iexec.Client;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary>What the groups <c>app</c>, <c>dataset</c> and <c>workerpool</c> share: <c>init</c>, <c>deploy</c>, <c>show</c>, <c>count</c>.</summary>
/// <param name="kind">Which of the three.</param>
/// <param name="template">The section that <c>init</c> writes to <c>iexec.json</c>.</param>
/// <param name="deploy">Deploys that section.</param>
/// <param name="show">Reads a deployed one: its fields by name.</param>
internal sealed class ResourceCommands(
    ResourceKind kind,
    Func<Address, JsonObject> template,
    Func<IexecClient, JsonObject, CancellationToken, Task<Address>> deploy,
    Func<IexecClient, Address, CancellationToken, Task<(Address Owner, object Fields, IReadOnlyList<(string, string)> Rows)>> show)
{
    private readonly Argument<string?> which = new("address-or-index") { Description = "its address, or its index among the wallet's, from 0", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> owner = new("owner") { Description = "another owner", Arity = ArgumentArity.ZeroOrOne };

    private string Name => kind.ToString().ToLowerInvariant();

    public IEnumerable<Command> All() => [InitCommand(), DeployCommand(), ShowCommand(), CountCommand()];

    private Command InitCommand() => new Command("init", $"write a template of the {Name} to iexec.json").Does(async (context, ct) =>
    {
        var section = template(await context.Wallets.AddressAsync(ct));
        context.Project.SetSection(Name, section);
        context.Ok(new Dictionary<string, object> { [Name] = section }, $"iexec.json describes the {Name} now: edit it, then 'iexec {Name} deploy'");
    });

    private Command DeployCommand() => new Command("deploy", $"register the {Name} of iexec.json on chain").Does(async (context, ct) =>
    {
        var section = context.Project.Section(Name, $"run 'iexec {Name} init' first");
        var client = await context.SignerAsync(ct);
        var address = await deploy(client, section, ct);
        context.Project.SetDeployed(kind, client.Chain.Id, address);
        context.Ok(new { address }, $"{Name} {address} deployed");
    });

    private Command ShowCommand() => new Command("show", $"show a {Name}: the one deployed here, or by address or index").Does(
        async (context, ct) =>
        {
            var client = context.Reader;
            var address = context.Get(which) switch
            {
                null => context.Project.DeployedAddress(kind, client.Chain.Id)
                    ?? throw new UserException($"no {Name} was deployed from here: give an address, or an index from 0"),
                var text when ulong.TryParse(text, out var index) => await client.Resources.ByIndexAsync(kind, await context.Wallets.AddressAsync(ct), index, ct),
                var text => Address.Parse(text),
            };
            var (holder, fields, rows) = await show(client, address, ct);
            context.Table(
                new Dictionary<string, object> { ["address"] = address, ["owner"] = holder, [Name] = fields },
                $"{kind} {address}",
                rows.Prepend(("owner", holder.ToString())));
        },
        which);

    private Command CountCommand() => new Command("count", $"count the wallet's {Name}s").Does(
        async (context, ct) =>
        {
            var holder = context.Get(owner) is { } other ? Address.Parse(other) : await context.Wallets.AddressAsync(ct);
            var count = await context.Reader.Resources.CountAsync(kind, holder, ct);
            context.Ok(new { owner = holder, count }, $"{holder} owns {count} {Name}(s)");
        },
        owner);
}
