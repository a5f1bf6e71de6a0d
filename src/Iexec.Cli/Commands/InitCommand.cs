using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iexec.Client;
using Iexec.Devnet;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary><c>iexec init</c>: the files of a new project, and a wallet if there is none.</summary>
internal static class InitCommand
{
    private static readonly Option<bool> SkipWallet = new("--skip-wallet") { Description = "create no wallet" };

    public static Command Create() =>
        new Command("init", "create iexec.json and chain.json here, and a wallet if you have none").Does(async (context, ct) =>
        {
            // Before anything is written: half a project is worse than none.
            var chains = JsonSerializer.SerializeToNode(Chains(), ProtocolJson.Files)!;
            context.Project.Require(["iexec.json", ChainFile.Name], context.Force);
            context.Project.Write("iexec.json", Template());
            context.Project.Write(ChainFile.Name, chains);
            var wallet = context.Get(SkipWallet) ? (Address?)null : await WalletOfAsync(context, ct);
            context.Ok(
                new { configFile = "iexec.json", chainConfigFile = ChainFile.Name, walletAddress = wallet },
                "iexec.json and chain.json are here" + (wallet is null ? "" : $"; your wallet is {wallet}"));
        }, SkipWallet);

    /// <summary>The chains of a new <c>chain.json</c>: the network that runs on this machine, or the one that would.</summary>
    private static ChainFile Chains() => new(
        "devnet",
        new Dictionary<string, ChainConfig> { ["devnet"] = DevnetInfo.Read()?.Chain ?? throw new UserException("no network runs on this machine: start one with 'iexec up', or write chain.json yourself") });

    private static async Task<Address> WalletOfAsync(CommandContext context, CancellationToken ct)
    {
        try
        {
            return await context.Wallets.AddressAsync(ct);
        }
        catch (UserException)
        {
            using var key = PrivateKey.Create();
            await context.Wallets.SaveAsync(key, ct);
            return key.Address;
        }
    }

    private static JsonObject Template() => new()
    {
        ["description"] = "My iExec project",
        ["license"] = "Apache-2.0",
        ["author"] = "?",
        ["social"] = new JsonObject { ["website"] = "?", ["github"] = "?" },
        ["order"] = new JsonObject(),
    };
}
