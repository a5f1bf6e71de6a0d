using System.Diagnostics;
using System.Text.RegularExpressions;
using Iexec.Ethereum;
using Iexec.Runtime;
using Xunit;

namespace Iexec.Testing;

/// <summary>A local chain for the tests of a class (<c>IClassFixture&lt;Anvil&gt;</c>), whose accounts have 10,000 ether each.</summary>
public partial class Anvil : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Keys =
    [
        "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
        "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
        "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
        "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
        "0x47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
        "0x8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba",
        "0x92db14e403b83dfe3df233f83dfa3a0d7096f21ca9b0d6d6b8d88b2b4ec1564e",
        "0x4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356",
        "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
        "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6",
    ];

    private Process? _process;
    private Uri? _url;

    /// <summary>The chain's id.</summary>
    public const ulong ChainId = 31337;

    /// <summary>Keys of funded accounts, known to everybody.</summary>
    public IReadOnlyList<PrivateKey> Accounts { get; } = [.. Keys.Select(PrivateKey.Parse)];

    /// <summary>Its JSON-RPC interface. Skips the running test, which has to be a skippable one, where Anvil is not installed.</summary>
    public Uri RpcUrl
    {
        get
        {
            SkipIfAbsent();
            return _url!;
        }
    }

    /// <summary>Whether Anvil is not installed.</summary>
    public bool IsAbsent => _url is null;

    /// <summary>A client of the chain. Skips the running test where Anvil is not installed.</summary>
    public EthClient EthClient => new(new(Surroundings.Real, RpcUrl));

    /// <summary>More options for the command line, such as <c>--block-time 1</c>.</summary>
    protected virtual IEnumerable<string> Arguments => [];

    /// <summary>Skips the running test, which has to be a skippable one, where Anvil is not installed.</summary>
    public void SkipIfAbsent() => Assert.SkipWhen(IsAbsent, "Anvil is not installed: run 'npm ci' in the repository, or put it on the PATH.");

    /// <summary>Waits for a transaction's receipt: Anvil mines at once, but after it answers.</summary>
    public async Task<Receipt> ReceiptAsync(Bytes32 transactionHash)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await EthClient.GetReceiptAsync(transactionHash, patience.Token) is { } receipt) return receipt;
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    /// <summary>Starts the chain on a free port.</summary>
    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program) return;
        var start = new ProcessStartInfo(program, ["--host", "127.0.0.1", "--port", "0", .. Arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new List<string>();
        DataReceivedEventHandler read = (_, line) =>
        {
            lock (output) output.Add(line.Data ?? "");
            if (Listening().Match(line.Data ?? "") is { Success: true } match) listening.TrySetResult(new($"http://{match.Groups[1].Value}"));
        };
        _process.OutputDataReceived += read;
        _process.ErrorDataReceived += read;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var exited = _process.WaitForExitAsync();
        if (await Task.WhenAny(listening.Task, exited, Task.Delay(Patience)) != listening.Task)
        {
            await DisposeAsync();
            lock (output) throw new InvalidOperationException($"Anvil did not start:\n{string.Join('\n', output)}");
        }
        _url = await listening.Task;
    }

    /// <summary>Stops the chain.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        // npm's launcher is a script whose child is the chain.
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var local = Repository.Root is { } root ? Path.Combine(root, "node_modules", ".bin") : "";
        return folders.Prepend(local).Select(f => Path.Combine(f, "anvil")).FirstOrDefault(File.Exists);
    }

    [GeneratedRegex(@"Listening on (\S+:\d+)")]
    private static partial Regex Listening();
}
