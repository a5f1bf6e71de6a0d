namespace Iexec.Api;

/// <summary>Where a task is, as the scheduler sees it. Two states are final.</summary>
public enum TaskState
{
    /// <summary>Its deal is made; it is being opened on chain.</summary>
    Initializing,

    /// <summary>Takes contributions, but no worker is to be had now.</summary>
    Queued,

    /// <summary>Workers compute and contribute.</summary>
    Computing,

    /// <summary>Nothing can decide it any more before its final deadline.</summary>
    Undecided,

    /// <summary>Consensus is reached; winners reveal.</summary>
    Revealing,

    /// <summary>No winner revealed in time; contributions are being taken again.</summary>
    Reopening,

    /// <summary>A winner uploads the result.</summary>
    Uploading,

    /// <summary>The result is stored and is being published on chain.</summary>
    Finalizing,

    /// <summary>Its final deadline has passed; the requester is being refunded.</summary>
    Claiming,

    /// <summary>Result published, everyone paid. Final.</summary>
    Completed,

    /// <summary>Refunded without a result. Final.</summary>
    Failed,
}
