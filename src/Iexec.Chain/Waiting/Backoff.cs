namespace Iexec.Chain;

/// <summary>Waiting times that double with each failure in a row.</summary>
/// <param name="first">After the first failure.</param>
/// <param name="most">The longest.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan most)
{
    private int _failures;

    /// <summary>How long to wait after one more failure.</summary>
    public TimeSpan Next()
    {
        var wait = first * Math.Pow(2, Math.Min(_failures++, 20));
        return wait < most ? wait : most;
    }

    /// <summary>Things went well.</summary>
    public void Reset() => _failures = 0;
}
