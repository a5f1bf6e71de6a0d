namespace Iexec.Client;

/// <summary>Something failed after a deal was made: the money is locked, and the run is there to be followed.</summary>
/// <param name="run">What was bought.</param>
/// <param name="inner">What failed.</param>
public sealed class SpentException(Run run, Exception inner) : Exception($"{inner.Message}; {run}", inner)
{
    /// <summary>What was bought.</summary>
    public Run Run => run;

    internal static async Task<T> TellAsync<T>(Run run, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new SpentException(run, e);
        }
    }
}
