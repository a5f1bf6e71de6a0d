using Iexec.Api;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Scheduler.Tests.Service;

/// <summary>A result store in trouble, as the scheduler sees it.</summary>
[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class StoreTests(PoolNetwork network) : IDisposable
{
    private readonly Interference _between = new();

    public void Dispose() => _between.Dispose();

    [Fact]
    public async Task A_store_that_hangs_delays_neither_new_deals_nor_tasks_that_do_not_need_it()
    {
        await using var pool = await TestPool.StartAsync(network, surroundings: _between.Surroundings(new NoLongLimits()));
        using var end = new CancellationTokenSource();
        _between.Instead = async (address, _, ct) =>
        {
            if (address.AbsolutePath.StartsWith("/v1/results/", StringComparison.Ordinal))
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, end.Token);
                await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ct.ThrowIfCancellationRequested();
            }
            return null;
        };
        await pool.WorkerAsync();
        await pool.WorkerAsync();
        var deal = await pool.DealAsync(trust: 1, volume: 6);
        await Wait.KnownAsync(() => pool.Client.DealAsync(deal, default), d => d.Tasks.Count == 6 && d.Tasks.All(t => t.State == TaskState.Uploading));

        var next = await pool.TaskAsync(trust: 3);
        await pool.UntilAsync(next, r => r.Replicates.Any(w => w.Stage == ReplicateStage.Contributed));

        await end.CancelAsync();
        await Wait.UntilAsync(() => pool.Client.DealAsync(deal, default), d => d.Tasks.All(t => t.State == TaskState.Completed));
    }

    [Fact]
    public async Task A_callbacks_archive_is_fetched_once()
    {
        await using var pool = await TestPool.StartAsync(network, surroundings: _between.Surroundings());
        byte[] data = [1, 2, 3, 4];
        var (looks, fetches) = (0, 0);
        await pool.WorkerAsync(w => w with { CallbackData = data });
        await pool.WorkerAsync(w => w with { CallbackData = data, Reveals = false });
        var task = await pool.TaskAsync(trust: 3, callback: network.App);
        _between.Instead = (address, body, _) =>
        {
            if (address.AbsolutePath.StartsWith("/ipfs/", StringComparison.Ordinal))
                fetches++;
            if (body.Contains(task.Value.ToString()[2..], StringComparison.Ordinal))
                looks++;
            return Task.FromResult<HttpResponseMessage?>(null);
        };
        await pool.UntilAsync(task, r => r.Reason.StartsWith("the result is stored", StringComparison.Ordinal));

        var before = looks;
        await Wait.UntilAsync(() => Task.FromResult(looks), l => l > before + 30);

        Assert.Equal(1, fetches);
    }

    // Limits of some seconds never pass, so that nothing is saved by giving up.
    private sealed class NoLongLimits : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime >= TimeSpan.FromSeconds(10) ? Timeout.InfiniteTimeSpan : dueTime, period);
    }
}
