using Iexec.Worker.Running;

namespace Iexec.Worker.Disk;

/// <summary>
/// Watches the free disk while pulls and downloads fill it. At the floor the one that has written most is stopped; the others go on.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class DiskWatch(TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // What was stopped is removed by the Engine in its own time.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly List<Writer> _writers = [];
    private DateTimeOffset _calmUntil;

    /// <summary>Does something that fills the disk.</summary>
    /// <param name="folders">Folders on the disks that it fills.</param>
    /// <param name="floor">Bytes that must stay free.</param>
    /// <param name="written">How much it has written so far.</param>
    /// <param name="act">What to do; its token is cancelled when it is stopped.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ExecutorException">It was stopped.</exception>
    public async Task<T> WhileAsync<T>(
        IReadOnlyList<string> folders, long floor, Func<long> written, Func<CancellationToken, Task<T>> act, CancellationToken ct)
    {
        var disks = folders.Select(folder => new DriveInfo(folder)).ToList();
        var writer = new Writer(written);
        lock (_gate)
            _writers.Add(writer);
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            using var timer = new PeriodicTimer(Look, time);
            var work = act(stop.Token);
            while (await Task.WhenAny(work, timer.WaitForNextTickAsync(CancellationToken.None).AsTask()) != work)
            {
                if (!disks.Exists(disk => disk.AvailableFreeSpace < floor) || !IsCulprit(writer))
                    continue;
                await stop.CancelAsync();
                await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new ExecutorException($"The worker's disk has less than {floor} bytes free; the task that filled it most was stopped.");
            }
            return await work;
        }
        finally
        {
            lock (_gate)
                _writers.Remove(writer);
        }
    }

    private bool IsCulprit(Writer writer)
    {
        lock (_gate)
        {
            if (time.GetUtcNow() < _calmUntil || _writers.MaxBy(w => w.Written()) != writer)
                return false;
            _calmUntil = time.GetUtcNow() + Calm;
            return true;
        }
    }

    private sealed record Writer(Func<long> Written);
}
