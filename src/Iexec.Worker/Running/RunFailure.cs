namespace Iexec.Worker.Running;

/// <summary>Why a task has no result of its own.</summary>
/// <param name="Kind">The kind of failure.</param>
/// <param name="Detail">What happened here, for people; it may differ between workers and is no part of the result.</param>
/// <param name="ExitCode">The app's exit code, where it is what failed.</param>
public sealed record RunFailure(FailureKind Kind, string Detail, int? ExitCode = null)
{
    /// <summary>The failure in words that depend on its kind and exit code only, so that honest workers agree on them.</summary>
    public string ResultText => Kind switch
    {
        FailureKind.ImageNameInvalid => "The app's multiaddr does not name an image.",
        FailureKind.ImageNotFound => "The registry has no such image.",
        FailureKind.ImageMismatch => "The registry's image is not the one the app's checksum names.",
        FailureKind.ImageTooLarge => "The app's image is too large.",
        FailureKind.RegistryUnreachable => "The registry of the app's image did not answer.",
        FailureKind.PullTimeout => "The app's image could not be pulled in time.",
        FailureKind.DataUnavailable => "The dataset or an input file could not be downloaded.",
        FailureKind.DataTooLarge => "The dataset or an input file is too large.",
        FailureKind.DatasetMismatch => "The dataset is not the one its checksum names.",
        FailureKind.DemandUnmet => "The deal's parameters ask for what this workerpool does not do.",
        FailureKind.ArgumentsInvalid => "The app's arguments cannot be passed on.",
        FailureKind.AppFailed => $"The app ended with exit code {ExitCode}.",
        FailureKind.AppTimeout => "The app ran longer than its category allows.",
        FailureKind.OutputTooLarge => "The app wrote too much output.",
        FailureKind.OutputRefused => "The app's output holds links, special files or unusable names.",
        FailureKind.NoComputedJson => "The app wrote no computed.json.",
        FailureKind.ComputedJsonInvalid => "The app's computed.json is invalid.",
        FailureKind.NoDeterministicOutput => "The app's computed.json names an output that does not exist.",
        _ => throw new InvalidOperationException($"Unknown failure kind {Kind}."),
    };

    /// <summary>Whether trying again in a moment may succeed.</summary>
    public bool IsTransient => Kind is FailureKind.RegistryUnreachable or FailureKind.DataUnavailable;
}

/// <summary>Ends a run with a failure that is its result.</summary>
/// <param name="failure">The failure.</param>
public sealed class RunFailedException(RunFailure failure) : Exception(failure.Detail)
{
    /// <summary>Makes the exception from a failure's kind and detail.</summary>
    public RunFailedException(FailureKind kind, string detail) : this(new RunFailure(kind, detail))
    {
    }

    /// <summary>The failure.</summary>
    public RunFailure Failure { get; } = failure;
}
