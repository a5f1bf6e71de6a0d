using System.CommandLine;
using System.Text.Json;
using Iexec.Client;
using Iexec.Ethereum;
using Spectre.Console;

namespace Iexec.Cli;

/// <summary>The user's wallets: <c>wallet.json</c> here, or encrypted files in the keystore.</summary>
internal sealed class WalletStore(ParseResult parsed)
{
    private const string PlainFile = "wallet.json";

    private readonly string folder = parsed.GetValue(GlobalOptions.KeystoreDir) switch
    {
        "local" => Environment.CurrentDirectory,
        "global" or null => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ethereum", "keystore"),
        var named => named,
    };

    private KeystoreDirectory Keystore => new(folder);

    /// <summary>Saves a key, encrypted; the password is asked for twice.</summary>
    /// <returns>The file's path.</returns>
    public async Task<string> SaveAsync(PrivateKey key, CancellationToken ct) =>
        (await Keystore.SaveAsync(key, NewPassword(), cancellationToken: ct)).Path;

    /// <summary>The wallet's address; it is unlocked only where its file does not say whose it is.</summary>
    public async Task<Address> AddressAsync(CancellationToken ct)
    {
        if (!UsesPlainFile && Choose().Address is { } said)
            return said;
        using var key = await UnlockAsync(ct);
        return key.Address;
    }

    /// <summary>The wallet's key; the password is asked for.</summary>
    /// <exception cref="UserException">There is no wallet, or the password is wrong.</exception>
    public async Task<PrivateKey> UnlockAsync(CancellationToken ct)
    {
        if (UsesPlainFile)
            return ReadPlain();
        var entry = Choose();
        try
        {
            return await entry.OpenAsync(Password($"Password of wallet {NameOf(entry)}:"), ct);
        }
        catch (WrongPasswordException e)
        {
            throw new UserException($"the password of wallet {NameOf(entry)} is wrong", e);
        }
    }

    private bool UsesPlainFile =>
        File.Exists(PlainFile) && parsed.GetValue(GlobalOptions.WalletAddress) is null && parsed.GetValue(GlobalOptions.WalletFile) is null;

    private static PrivateKey ReadPlain()
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(PlainFile));
            return PrivateKey.Parse(json.RootElement.GetProperty("privateKey").GetString()!);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new UserException($"{PlainFile} is no wallet: {e.Message}", e);
        }
    }

    private static string NameOf(KeystoreFile entry) => entry.Address?.ToString() ?? Path.GetFileName(entry.Path);

    private KeystoreFile Choose()
    {
        var entries = Keystore.List();
        if (parsed.GetValue(GlobalOptions.WalletFile) is { } file)
            return entries.FirstOrDefault(e => Path.GetFileName(e.Path) == file) ?? throw new UserException($"the keystore {folder} has no file {file}");
        if (parsed.GetValue(GlobalOptions.WalletAddress) is { } text)
        {
            var address = Ethereum.Address.Parse(text);
            return entries.FirstOrDefault(e => e.Address == address) ?? throw new UserException($"the keystore {folder} has no wallet {address}");
        }
        return entries.Count > 0 ? entries[0] : throw new UserException($"there is no wallet in {folder}: create one with 'iexec wallet create'");
    }

    private string? Given => parsed.GetValue(GlobalOptions.Password) ?? Environment.GetEnvironmentVariable("IEXEC_PASSWORD");

    private string Password(string question)
    {
        if (Given is { } given)
            return given;
        if (Console.IsInputRedirected)
            throw new UserException("the wallet's password is needed: set IEXEC_PASSWORD or give --password");
        return AnsiConsole.Prompt(new TextPrompt<string>(question).Secret().AllowEmpty());
    }

    private string NewPassword()
    {
        var password = Password("Choose a password:");
        if (Given is null && Password("Again:") != password)
            throw new UserException("the two passwords differ");
        return password;
    }
}
