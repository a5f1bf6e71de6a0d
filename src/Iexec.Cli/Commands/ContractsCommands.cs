using System.CommandLine;
using Iexec.Client;
using Iexec.Devnet.Processes;
using Iexec.Ethereum;

namespace Iexec.Cli;

/// <summary><c>iexec contracts …</c></summary>
internal static class ContractsCommands
{
    private static readonly Option<string> Host = new("--host") { Description = "the node's JSON-RPC address", Required = true };
    private static readonly Option<string?> Rlc = new("--rlc") { Description = "the chain's RLC token; without it a new token is deployed" };

    public static Command Create() => CommandExtensions.Group(
        "contracts",
        "the protocol's contracts",
        new Command("deploy", "deploy hub, registries and categories; the wallet becomes their owner").Does(
            async (context, ct) =>
            {
                var host = ServeOptions.Url(context.Get(Host)!, "--host");
                var eth = new EthClient(new JsonRpcClient(context.Surroundings, host));
                var chain = new ChainConfig((await eth.ChainIdAsync(ct)).ToString(), host, Address.Zero);
                await using var session = await WalletSession.OpenAsync(
                    chain, context.Surroundings, await context.Wallets.UnlockAsync(ct), Path.Combine(StateFolder.DefaultPath, "outbox"), ct);
                context.Confirm($"Deploy the protocol to chain {chain.Id} with wallet {session.Address}?");
                var rlc = context.Get(Rlc) is { } text ? Address.Parse(text) : (Address?)null;
                var deployer = new ContractDeployer(session.Sender, session.Client.Operation, new StepProgress(context));
                var deployed = await deployer.DeployAsync(rlc, ct);
                context.Table(
                    deployed,
                    $"The protocol on chain {chain.Id}",
                    [
                        ("hub", deployed.Hub.ToString()), ("RLC", deployed.Rlc.ToString()), ("apps", deployed.AppRegistry.ToString()),
                        ("datasets", deployed.DatasetRegistry.ToString()), ("workerpools", deployed.WorkerpoolRegistry.ToString()),
                    ]);
            },
            Host, Rlc));
}
