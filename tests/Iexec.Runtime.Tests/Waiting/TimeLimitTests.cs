using Iexec.Testing;

namespace Iexec.Runtime.Tests;

public sealed class TimeLimitTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task What_ends_in_time_gives_its_value() =>
        Assert.Equal(7, await _time.WithinAsync(TimeSpan.FromSeconds(1), "it did not end", _ => Task.FromResult(7), default));

    [Fact]
    public async Task What_takes_longer_is_cancelled_and_told_with_its_limit()
    {
        var act = _time.WithinAsync(TimeSpan.FromSeconds(3), "the store did not answer", ct => Task.Delay(Timeout.Infinite, ct), default);
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(3));
        _time.Advance(TimeSpan.FromSeconds(3));
        var error = await Assert.ThrowsAsync<TimeLimitException>(() => act);
        Assert.Equal("the store did not answer within 3 s", error.Message);
        Assert.Equal(TimeSpan.FromSeconds(3), error.Limit);
    }

    [Fact]
    public async Task Being_cancelled_is_no_time_limit()
    {
        using var stop = new CancellationTokenSource();
        var act = _time.WithinAsync(TimeSpan.FromSeconds(3), "it did not end", ct => Task.Delay(Timeout.Infinite, ct), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => act);
    }
}
