using Iexec.Ethereum;
using Iexec.Testing;

namespace Iexec.Chain.Tests;

/// <summary>A local chain with a <see cref="Noticeboard"/>.</summary>
public sealed class LocalChain : Anvil
{
    private Address? _board;
    private int _lastWord;

    /// <summary>The contract; created when first asked for.</summary>
    public async Task<Address> BoardAsync()
    {
        if (_board is null)
        {
            await using var sender = await WalletSender.OpenAsync(EthClient, Accounts[0], settings: Quick);
            _board = (await sender.SendAsync(Noticeboard.Create, "board")).Receipt.ContractAddress;
        }
        return _board!.Value;
    }

    /// <summary>Settings that lose no time.</summary>
    public static TransactionSenderSettings Quick { get; } = new() { PollInterval = TimeSpan.FromMilliseconds(20), RefuseUnfunded = true };

    /// <summary>A word that was not posted yet.</summary>
    public int NewWord() => Interlocked.Increment(ref _lastWord);

    /// <summary>Calls one of Anvil's own methods.</summary>
    public Task<object> ControlAsync(string method, params object?[] args) => EthClient.Rpc.CallAsync<object>(method, args);

    /// <summary>Gives an account 100 ether, or so many.</summary>
    public Task FundAsync(Address account, int ether = 100) => ControlAsync("anvil_setBalance", account, Units.Parse($"{ether}"));

    /// <summary>Mines nothing by itself until disposed.</summary>
    public async Task<IAsyncDisposable> PauseAsync()
    {
        await ControlAsync("evm_setAutomine", false);
        return new Pause(this);
    }

    /// <summary>Mines a block of what waits.</summary>
    public Task MineAsync() => ControlAsync("anvil_mine", 1);

    /// <summary>All posts on chain.</summary>
    public async Task<IReadOnlyList<Log>> PostsAsync() =>
        await EthClient.GetLogsAsync(new() { From = 0, To = BlockTag.Latest, Addresses = [await BoardAsync()] });

    /// <summary>Posts new words, each in a block of its own.</summary>
    public async Task PostAsync(int count)
    {
        var board = await BoardAsync();
        await using var sender = await WalletSender.OpenAsync(EthClient, Accounts[1], settings: Quick);
        for (var i = 0; i < count; i++)
        {
            var word = NewWord();
            await sender.SendAsync(Noticeboard.Post(board, word), $"post:{word}");
        }
    }

    private sealed class Pause(LocalChain chain) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await chain.ControlAsync("evm_setAutomine", true);
            await chain.MineAsync();
        }
    }
}
