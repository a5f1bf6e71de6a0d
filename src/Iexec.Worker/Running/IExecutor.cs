namespace Iexec.Worker.Running;

/// <summary>Runs apps and makes results of what they leave.</summary>
public interface IExecutor
{
    /// <summary>Gets the app, runs it within its limits and makes a result of its output, or of its failure.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="progress">Told when a stage begins; a stage may come again.</param>
    /// <param name="ct">Stops the run and leaves nothing of it.</param>
    /// <exception cref="ExecutorException">There is no result, because this worker's own place is in trouble.</exception>
    Task<RunOutcome> RunAsync(AppRun run, IProgress<RunStage> progress, CancellationToken ct);

    /// <summary>Removes what this worker, and no other, left running when it was last stopped or crashed. To be called before the first run.</summary>
    /// <returns>How many apps were left.</returns>
    /// <exception cref="ExecutorException">It cannot be looked at.</exception>
    Task<int> RemoveLeftoversAsync(CancellationToken ct);
}

/// <summary>A stage of a run.</summary>
public enum RunStage
{
    /// <summary>Gets the app.</summary>
    Pull,

    /// <summary>Fetches dataset and input files.</summary>
    Data,

    /// <summary>The app runs.</summary>
    Run,

    /// <summary>Takes over what the app left.</summary>
    Collect,
}
