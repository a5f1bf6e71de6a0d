namespace Iexec.Worker.Running;

/// <summary>
/// Why a task has no result of its own. Each is the fault of the app, its image or its deal, so honest workers meet the
/// same one and contribute it; the worker's own troubles (no Engine, full disk) are exceptions and never contributed.
/// </summary>
public enum FailureKind
{
    /// <summary>The app's multiaddr does not name an image.</summary>
    ImageNameInvalid,

    /// <summary>The registry has no such image, or not for everyone.</summary>
    ImageNotFound,

    /// <summary>The registry gives another image than the one the app's checksum names.</summary>
    ImageMismatch,

    /// <summary>The image is larger than the worker accepts.</summary>
    ImageTooLarge,

    /// <summary>The image's registry did not answer.</summary>
    RegistryUnreachable,

    /// <summary>The image was not there in time.</summary>
    PullTimeout,

    /// <summary>The dataset or an input file could not be downloaded.</summary>
    DataUnavailable,

    /// <summary>The dataset or an input file is larger than the worker accepts.</summary>
    DataTooLarge,

    /// <summary>The dataset is not the one its checksum names.</summary>
    DatasetMismatch,

    /// <summary>The deal's parameters demand what workers of this version do not do.</summary>
    DemandUnmet,

    /// <summary>The deal's arguments cannot be split or passed on.</summary>
    ArgumentsInvalid,

    /// <summary>The app ended with an exit code other than 0, or could not be started (126, 127).</summary>
    AppFailed,

    /// <summary>The app ran longer than its category allows.</summary>
    AppTimeout,

    /// <summary>The app wrote more than the worker accepts.</summary>
    OutputTooLarge,

    /// <summary>The output holds links, special files or unusable names.</summary>
    OutputRefused,

    /// <summary>The app wrote no <c>computed.json</c>.</summary>
    NoComputedJson,

    /// <summary><c>computed.json</c> is not what it should be.</summary>
    ComputedJsonInvalid,

    /// <summary><c>computed.json</c> names an output that does not exist.</summary>
    NoDeterministicOutput,
}
