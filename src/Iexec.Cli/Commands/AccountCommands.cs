using System.CommandLine;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Cli;

/// <summary><c>iexec account …</c></summary>
internal static class AccountCommands
{
    private static readonly Argument<string> Amount = new("amount") { Description = "how much, in nRLC unless a unit follows" };
    private static readonly Argument<string?> Unit = new("unit") { Description = "nRLC or RLC", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string?> AddressArgument = new("address") { Description = "another account to look at", Arity = ArgumentArity.ZeroOrOne };

    public static Command Create() => CommandExtensions.Group(
        "account",
        "RLC in the hub's escrow, to pay and to stake",
        new Command("deposit", "move RLC from the wallet to the account").Does(
            async (context, ct) =>
            {
                var amount = AmountOf(context);
                var tx = await (await context.SignerAsync(ct)).Accounts.DepositAsync(amount, ct);
                context.Ok(new { amount, txHash = tx }, $"{amount} deposited ({tx})");
            },
            Amount, Unit),
        new Command("withdraw", "move RLC from the account to the wallet").Does(
            async (context, ct) =>
            {
                var amount = AmountOf(context);
                var tx = await (await context.SignerAsync(ct)).Accounts.WithdrawAsync(amount, ct);
                context.Ok(new { amount, txHash = tx }, $"{amount} withdrawn ({tx})");
            },
            Amount, Unit),
        new Command("show", "show an account").Does(
            async (context, ct) =>
            {
                var address = context.Get(AddressArgument) is { } other ? Address.Parse(other) : await context.Wallets.AddressAsync(ct);
                var account = await context.Reader.Accounts.ShowAsync(address, ct);
                context.Table(
                    new { address, balance = account },
                    $"Account of {address}",
                    [("free", account.Stake.ToString()), ("locked", account.Locked.ToString())]);
            },
            AddressArgument));

    private static Rlc AmountOf(CommandContext context) => Rlc.Parse($"{context.Get(Amount)} {context.Get(Unit) ?? "nRLC"}");
}
