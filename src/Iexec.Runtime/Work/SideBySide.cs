namespace Iexec.Runtime;

/// <summary>Work on several items side by side, without a thread of its own.</summary>
public static class SideBySide
{
    /// <summary>Does something with each item, with at most so many at once. The first failure is thrown when all that began has ended.</summary>
    /// <param name="items">The items.</param>
    /// <param name="atOnce">How many at once.</param>
    /// <param name="act">What to do with one.</param>
    /// <param name="ct">Begins no more items once cancelled.</param>
    public static async Task ForEachAsync<T>(IEnumerable<T> items, int atOnce, Func<T, CancellationToken, Task> act, CancellationToken ct)
    {
        var waiting = new Queue<T>(items);
        var failed = false;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, waiting.Count)).Select(_ => LaneAsync()));
        ct.ThrowIfCancellationRequested();

        async Task LaneAsync()
        {
            while (TryNext(out var item))
            {
                try
                {
                    await act(item, ct);
                }
                catch
                {
                    failed = true;
                    throw;
                }
            }
        }

        bool TryNext(out T item)
        {
            lock (waiting)
            {
                item = default!;
                return !failed && !ct.IsCancellationRequested && waiting.TryDequeue(out item!);
            }
        }
    }
}
