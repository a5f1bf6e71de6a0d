using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Iexec.Runtime;

namespace Iexec.Devnet.Processes;

/// <summary>A local Ethereum chain: Foundry's Anvil. It mines each transaction at once, and a block every second.</summary>
public static class AnvilProcess
{
    /// <summary>The mnemonic of its funded accounts, the one that every Ethereum development tool uses. Public: holds no value.</summary>
    public const string Mnemonic = "test test test test test test test test test test test junk";

    /// <summary>Private key of the first account of <see cref="Mnemonic"/> (path m/44'/60'/0'/0/0), which has 10,000 ether.</summary>
    public const string FirstAccountKey = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    /// <summary>Chain id of an iExec development chain.</summary>
    public const ulong UsualChainId = 65535;

    private const int UsualPort = 8545;

    // A day of blocks would fill the memory with states that nobody asks for.
    private const string StatesKept = "256";

    /// <summary>Starts a new chain. The result is the address of its JSON-RPC.</summary>
    /// <param name="supervisor">Watches and stops it.</param>
    /// <param name="chainId">Its chain id.</param>
    /// <param name="port">Port to insist on; null for 8545, or another if that is taken.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DevnetException">Anvil is missing, the port is taken, or it did not start.</exception>
    public static async Task<Uri> StartAsync(Supervisor supervisor, ulong chainId, int? port, CancellationToken cancellation)
    {
        var chosen = Ports.Choose("the chain", port, UsualPort);
        var url = new Uri($"http://127.0.0.1:{chosen}");
        using var http = Surroundings.Real.CreateHttp(HttpBounds.Message);
        await supervisor.StartAsync(
            new ProcessSpec
            {
                Name = "anvil",
                Program = Find(),
                Arguments =
                [
                    "--host", "127.0.0.1", "--port", chosen.ToString(CultureInfo.InvariantCulture),
                    "--chain-id", chainId.ToString(CultureInfo.InvariantCulture), "--mnemonic", Mnemonic,
                    "--mixed-mining", "--block-time", "1", "--prune-history", StatesKept, "--color", "never",
                ],
                Answers = token => HasChainIdAsync(http, url, chainId, token),
            },
            cancellation);
        return url;
    }

    private static async Task<bool> HasChainIdAsync(HttpClient http, Uri url, ulong chainId, CancellationToken cancellation)
    {
        using var answer = await http.PostAsJsonAsync(url, new { jsonrpc = "2.0", id = 1, method = "eth_chainId", @params = Array.Empty<string>() }, cancellation);
        var result = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("result").GetString();
        return result == $"0x{chainId:x}";
    }

    // The package's own launcher is a node process around this binary: one more process to watch, for nothing.
    private static string Find()
    {
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
        var inPackage = Path.Combine("node_modules", "@foundry-rs", $"anvil-linux-{architecture}", "bin", "anvil");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, inPackage)))
                return Path.Combine(folder.FullName, inPackage);
        }
        return Programs.Find("anvil")
            ?? throw new DevnetException("anvil is missing. Run npm ci --ignore-scripts in the repository, or put Foundry's anvil on the PATH.");
    }
}
