namespace Iexec.Testing;

/// <summary>A clock that stands still until a test moves it. Timers that become due fire in order, on the thread that moves it.</summary>
public sealed class ManualTime(DateTimeOffset? start = null) : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _armed = [];
    private DateTimeOffset _now = start ?? new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Timers that will fire: delays, timeouts.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_lock) return _armed.Count;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward, and fires what becomes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (TakeDue(target) is { } due) due.Fire();
        lock (_lock) _now = target;
    }

    /// <summary>Waits until the code under test has set at least so many timers.</summary>
    public Task WaitForTimersAsync(int count = 1) => WaitAsync(() => _armed.Count >= count, $"{count} timers");

    /// <summary>Waits until the code under test has set a timer that fires after exactly this time.</summary>
    public Task WaitForTimerAsync(TimeSpan due) => WaitAsync(() => _armed.Exists(t => t.Due - _now == due), $"a timer for {due}");

    private async Task WaitAsync(Func<bool> condition, string what)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (condition()) return;
                changed = _changed.Task;
            }
            try
            {
                await changed.WaitAsync(Patience);
            }
            catch (TimeoutException e)
            {
                throw new TimeoutException($"The code under test did not set {what} within {Patience}.", e);
            }
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset target)
    {
        lock (_lock)
        {
            var due = _armed.MinBy(t => t.Due);
            if (due is null || due.Due > target) return null;
            if (due.Due > _now) _now = due.Due;
            _armed.Remove(due);
            if (due.Period > TimeSpan.Zero) Arm(due, due.Due + due.Period);
            return due;
        }
    }

    private void Arm(ManualTimer timer, DateTimeOffset due)
    {
        timer.Due = due;
        _armed.Add(timer);
        var changed = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._armed.Remove(this);
                Period = period;
                if (dueTime >= TimeSpan.Zero) time.Arm(this, time._now + dueTime);
            }
            return true;
        }

        public void Dispose()
        {
            lock (time._lock) time._armed.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
