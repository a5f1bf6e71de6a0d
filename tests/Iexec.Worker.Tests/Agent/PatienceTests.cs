using System.Net;
using Iexec.Api;
using Iexec.Testing;
using Xunit;

namespace Iexec.Worker.Tests.Agent;

public sealed class PatienceTests
{
    private readonly ManualTime _time = new();
    private readonly List<string> _told = [];
    private int _calls;

    [Fact]
    public async Task What_is_out_of_reach_is_tried_again_and_told()
    {
        var task = UntilAsync(() => ++_calls < 3 ? throw new HttpRequestException("no route") : Task.FromResult("done"));
        await _time.WaitForTimerAsync(TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("done", await task);
        Assert.Equal(["waits and tries again: no route", "waits and tries again: no route"], _told);
    }

    [Fact]
    public async Task It_ends_at_the_deadline_with_the_last_reason()
    {
        var task = UntilAsync(() => throw new TimeoutException("the node sleeps"), TimeSpan.FromSeconds(1));
        await _time.WaitForTimersAsync();
        _time.Advance(TimeSpan.FromMilliseconds(500));

        var failed = await Assert.ThrowsAsync<ReplicateFailedException>(() => task);
        Assert.Contains("the node sleeps", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again()
    {
        await Assert.ThrowsAsync<ApiException>(() => UntilAsync(() => throw new ApiException(HttpStatusCode.BadRequest, "no")));
        await Assert.ThrowsAsync<ReplicateFailedException>(() => UntilAsync(() => throw new ReplicateFailedException("not ours")));
        Assert.Empty(_told);
    }

    [Fact]
    public async Task Stopping_ends_the_wait()
    {
        using var stop = new CancellationTokenSource();
        var task = UntilAsync(() => throw new HttpRequestException("no route"), ct: stop.Token);
        await _time.WaitForTimersAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    private Task<string> UntilAsync(Func<Task<string>> action, TimeSpan? limit = null, CancellationToken ct = default) =>
        new Patience(_time, TestSurroundings.With().Randomness).UntilAsync(_time.GetUtcNow() + (limit ?? TimeSpan.FromMinutes(1)), action, _told.Add, ct);
}
