using Iexec.Ethereum;
using Iexec.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static Iexec.Chain.Tests.TestDatabase;

namespace Iexec.Chain.Tests;

/// <summary>A sender and its loop, stopped at the end.</summary>
public sealed class RunningSender : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public RunningSender(EthClient eth, PrivateKey key, TestDatabase database, TransactionSenderSettings settings, TimeProvider? time = null)
    {
        Sender = new(eth, key, database, settings, TestSurroundings.With(time), NullLogger<TransactionSender<Context>>.Instance);
        Run = Sender.RunAsync(_stop.Token);
    }

    public TransactionSender<Context> Sender { get; }

    public Task Run { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
