using System.CommandLine;

namespace Iexec.Cli;

/// <summary>Options that every command takes.</summary>
internal static class GlobalOptions
{
    public static readonly Option<bool> Raw = new("--raw") { Description = "print one line of JSON", Recursive = true };
    public static readonly Option<bool> Quiet = new("--quiet") { Description = "print results only, no progress", Recursive = true };
    public static readonly Option<bool> Force = new("--force") { Description = "overwrite and confirm without asking", Recursive = true };
    public static readonly Option<string?> Chain = new("--chain") { Description = "a chain's name in chain.json", Recursive = true };
    public static readonly Option<string?> Password = new("--password") { Description = "the wallet's password (others may read it in the process list; IEXEC_PASSWORD is safer)", Recursive = true };
    public static readonly Option<string?> WalletAddress = new("--wallet-address") { Description = "the wallet's address in the keystore", Recursive = true };
    public static readonly Option<string?> WalletFile = new("--wallet-file") { Description = "the wallet's file name in the keystore", Recursive = true };
    public static readonly Option<string> KeystoreDir = new("--keystoredir")
    {
        Description = "'global' (~/.ethereum/keystore), 'local' (here), or a folder",
        Recursive = true,
        DefaultValueFactory = _ => "global",
    };

    public static readonly Option[] All = [Raw, Quiet, Force, Chain, Password, WalletAddress, WalletFile, KeystoreDir];
}
