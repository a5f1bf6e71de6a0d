using Iexec.Testing;

namespace Iexec.Runtime.Tests;

public sealed class WakeUpTests
{
    private readonly ManualTime _time = new();
    private readonly WakeUp _wake;

    public WakeUpTests() => _wake = new(_time);

    [Fact]
    public async Task A_hint_ends_the_sleep()
    {
        var sleep = _wake.WaitAsync(TimeSpan.FromDays(1), default);
        Assert.False(sleep.IsCompleted);
        _wake.Give();
        await sleep;
    }

    [Fact]
    public async Task A_hint_given_while_nobody_sleeps_ends_the_next_sleep_and_only_that()
    {
        _wake.Give();
        _wake.Give();
        await _wake.WaitAsync(TimeSpan.FromDays(1), default);
        Assert.False(_wake.WaitAsync(TimeSpan.FromDays(1), default).IsCompleted);
    }

    [Fact]
    public async Task Without_a_hint_the_sleep_ends_with_its_time()
    {
        var sleep = _wake.WaitAsync(TimeSpan.FromSeconds(5), default);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(5));
        await sleep;
    }

    [Fact]
    public async Task All_who_took_the_next_hint_are_told()
    {
        var (one, other) = (_wake.Next, _wake.Next);
        _wake.Give();
        await Task.WhenAll(one, other);
        Assert.False(_wake.Next.IsCompleted);
    }

    [Fact]
    public async Task Cancelling_ends_the_sleep()
    {
        using var stop = new CancellationTokenSource();
        var sleep = _wake.WaitAsync(TimeSpan.FromDays(1), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sleep);
    }
}
