using System.CommandLine;
using Iexec.Client;
using Iexec.Devnet;
using Iexec.Ethereum;
using Iexec.Runtime;

namespace Iexec.Cli;

/// <summary><c>iexec wallet …</c></summary>
internal static class WalletCommands
{
    private static readonly Argument<string?> KeyArgument = new("private-key")
    {
        Description = "64 hexadecimal digits; left out, it is read from standard input, where no process list shows it",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Argument<string?> AddressArgument = new("address") { Description = "another wallet to look at", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> ShowKey = new("--show-private-key") { Description = "show the private key" };
    private static readonly Option<string?> Faucet = new("--faucet") { Description = "the faucet's address, if it is not this machine's network" };

    public static Command Create() => CommandExtensions.Group(
        "wallet",
        "keys and their money",
        new Command("create", "create a wallet in the keystore").Does((context, ct) => SaveAsync(context, PrivateKey.Create(), ct)),
        new Command("import", "import a private key into the keystore").Does(
            (context, ct) => ImportAsync(context, ct), KeyArgument),
        new Command("show", "show a wallet's address and balances").Does(ShowAsync, AddressArgument, ShowKey),
        new Command("getETH", "ask the faucet for ether").Does((context, ct) => AskAsync(context, (faucet, to) => faucet.GetEthAsync(to, ct), ct), Faucet),
        new Command("getRLC", "ask the faucet for RLC").Does((context, ct) => AskAsync(context, (faucet, to) => faucet.GetRlcAsync(to, ct), ct), Faucet));

    private static async Task ImportAsync(CommandContext context, CancellationToken ct)
    {
        var text = context.Get(KeyArgument) ?? await Console.In.ReadLineAsync(ct) ?? throw new UserException("standard input holds no private key");
        await SaveAsync(context, PrivateKey.Parse(text.Trim()), ct);
    }

    private static async Task SaveAsync(CommandContext context, PrivateKey key, CancellationToken ct)
    {
        using (key)
        {
            var path = await context.Wallets.SaveAsync(key, ct);
            context.Ok(new { walletAddress = key.Address, walletFile = path }, $"wallet {key.Address} saved in {path}\nKeep this file and its password safe: nobody can replace them.");
        }
    }

    private static async Task ShowAsync(CommandContext context, CancellationToken ct)
    {
        using var key = context.Get(ShowKey) ? await context.Wallets.UnlockAsync(ct) : null;
        var address = context.Get(AddressArgument) is { } other ? Address.Parse(other) : key?.Address ?? await context.Wallets.AddressAsync(ct);
        var client = context.Reader;
        var ether = await client.Eth.GetBalanceAsync(address, cancellationToken: ct);
        var rlc = await client.Accounts.WalletRlcAsync(address, ct);
        var privateKey = key is null ? null : Hex.Encode(key.ExportBytes());
        var rows = new List<(string, string)> { ("address", address.ToString()), ("ether", Units.Format(ether)), ("RLC", rlc.ToString()) };
        if (privateKey is not null)
            rows.Add(("private key", privateKey));
        context.Table(
            new { wallet = new { address, privateKey }, balance = new { ether = Units.Format(ether), nRLC = rlc } }, $"Wallet on chain {context.Chain.Id}", rows);
    }

    private static async Task AskAsync(CommandContext context, Func<FaucetClient, Address, Task<FaucetGift>> ask, CancellationToken ct)
    {
        var url = context.Get(Faucet) ?? Environment.GetEnvironmentVariable("IEXEC_FAUCET") ?? DevnetInfo.Read()?.Faucet.ToString()
            ?? throw new UserException("no faucet is known: start a network with 'iexec up', or name a faucet with --faucet");
        var to = await context.Wallets.AddressAsync(ct);
        var gift = await ask(new FaucetClient(context.Surroundings.CreateHttp(HttpBounds.Message with { Time = TimeSpan.FromMinutes(2) }), new Uri(url)), to);
        context.Ok(new { to, amount = gift.Amount, txHash = gift.Transaction }, $"{to} got {gift.Amount} ({gift.Transaction})");
    }
}
