using Iexec.Ethereum;
using Iexec.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static Iexec.Chain.Tests.TestDatabase;

namespace Iexec.Chain.Tests;

/// <summary>A follower and its loop, stopped at the end.</summary>
public sealed class RunningFollower : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public RunningFollower(EthClient eth, TestDatabase database, ChainFollowerSettings settings, LogKeeper? handler = null, TimeProvider? time = null)
    {
        Follower = new(
            eth, database, handler ?? new(), settings, TestSurroundings.With(time), NullLogger<ChainFollower<Context>>.Instance);
        StartBlock = settings.StartBlock;
        Run = Follower.RunAsync(_stop.Token);
    }

    public ChainFollower<Context> Follower { get; }

    public Task Run { get; }

    public ulong StartBlock { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
