using System.Globalization;

namespace Iexec.Scheduler;

/// <summary>A failure that workers agree on is a result like any other; people are told what it is.</summary>
internal static class AppFailures
{
    /// <summary>What the winners say of the app's failure; null when it did not fail.</summary>
    public static string? AppFailure(this TaskView view)
    {
        var winners = view.Winners.Select(c => c.Worker).ToHashSet();
        return view.Replicates.Where(r => winners.Contains(r.Worker)).Select(Failure).FirstOrDefault(f => f is not null);
    }

    private static string? Failure(Replicate replicate) => replicate.Failure
        ?? (replicate.ExitCode is { } code and not 0 ? string.Create(CultureInfo.InvariantCulture, $"exit code {code}") : null);
}
