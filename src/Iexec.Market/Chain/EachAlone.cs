using Iexec.Runtime;
using Microsoft.Extensions.Logging;

namespace Iexec.Market;

/// <summary>Does something with each of many things of strangers: one that fails or hangs waits by itself and delays no other.</summary>
/// <typeparam name="TKey">What names a thing.</typeparam>
/// <param name="what">What the things are, for a person, such as <c>deals</c>.</param>
/// <param name="surroundings">The clock and chance.</param>
/// <param name="log">Where failures are told.</param>
internal sealed class EachAlone<TKey>(string what, Surroundings surroundings, ILogger log) where TKey : notnull
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Troubles<TKey> _troubles =
        new(what, new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)), surroundings.Time, surroundings.Randomness);

    /// <summary>How many fail now.</summary>
    public int Failing => _troubles.Count;

    /// <summary>How many fail now and why; null when none does.</summary>
    public string? Trouble => _troubles.Sentence();

    /// <summary>Does it with each that is due. What failed before and is not among them is gone.</summary>
    public Task DoAsync(IReadOnlyCollection<TKey> all, Func<TKey, CancellationToken, Task> act, CancellationToken ct)
    {
        _troubles.KeepOnly(all);
        return SideBySide.ForEachAsync(all.Where(_troubles.IsDue), AtOnce, (key, cancel) => TryAsync(key, act, cancel), ct);
    }

    private async Task TryAsync(TKey key, Func<TKey, CancellationToken, Task> act, CancellationToken ct)
    {
        try
        {
            await surroundings.Time.WithinAsync(Limit, "it was not done", cancel => act(key, cancel), ct);
            _troubles.Over(key);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            var next = _troubles.Failed(key, e.Message);
            log.LogWarning("Of the {What}, {Key} is tried again at {Next:u}: {Reason}", what, key, next, e.Message);
        }
    }
}
