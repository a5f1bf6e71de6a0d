namespace Iexec.Runtime;

/// <summary>
/// The items of a loop over what strangers made that failed: each waits by itself, longer after each failure, and delays no other. Held in
/// memory: after a restart each is tried once more.
/// </summary>
/// <typeparam name="TKey">What names an item.</typeparam>
/// <param name="what">What the items are, for a person, such as <c>deals</c>.</param>
/// <param name="backoff">How long a failed item waits.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Chance.</param>
public sealed class Troubles<TKey>(string what, Backoff backoff, TimeProvider time, Random random) where TKey : notnull
{
    private const int Most = 10_000;
    private const int Shown = 3;
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Trouble> _troubles = [];

    /// <summary>How many items are in trouble.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _troubles.Count;
        }
    }

    /// <summary>Whether an item may be tried now.</summary>
    public bool IsDue(TKey item)
    {
        lock (_lock)
            return !_troubles.TryGetValue(item, out var trouble) || trouble.Next <= time.GetUtcNow();
    }

    /// <summary>An item failed.</summary>
    /// <returns>When it may be tried again.</returns>
    public DateTimeOffset Failed(TKey item, string reason)
    {
        lock (_lock)
        {
            // Beyond what is remembered, items are tried at every look.
            var failures = _troubles.TryGetValue(item, out var known) ? known.Failures + 1 : 1;
            var next = time.GetUtcNow() + backoff.After(failures, random);
            if (known is not null || _troubles.Count < Most)
                _troubles[item] = new(failures, reason, next);
            return next;
        }
    }

    /// <summary>An item went well, or is gone.</summary>
    public void Over(TKey item)
    {
        lock (_lock)
            _troubles.Remove(item);
    }

    /// <summary>Items that are not among these are gone.</summary>
    public void KeepOnly(IEnumerable<TKey> items)
    {
        lock (_lock)
        {
            if (_troubles.Count == 0)
                return;
            var kept = items.ToHashSet();
            foreach (var gone in _troubles.Keys.Where(k => !kept.Contains(k)).ToList())
                _troubles.Remove(gone);
        }
    }

    /// <summary>How many items are in trouble and why, for <c>/health</c>; null when none is.</summary>
    public string? Sentence()
    {
        lock (_lock)
            return _troubles.Count == 0
                ? null
                : $"{_troubles.Count} {what} cannot be handled now and are tried again: "
                    + string.Join("; ", _troubles.Take(Shown).Select(t => $"{t.Key}: {t.Value.Reason}"))
                    + (_troubles.Count > Shown ? "; …" : "");
    }

    private sealed record Trouble(int Failures, string Reason, DateTimeOffset Next);
}
