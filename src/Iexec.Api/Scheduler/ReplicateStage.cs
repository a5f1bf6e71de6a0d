namespace Iexec.Api;

/// <summary>Where a worker is with a task. Each stage that is not final has its own time limit.</summary>
public enum ReplicateStage
{
    /// <summary>Assigned; the worker has not answered yet.</summary>
    Assigned,

    /// <summary>Checks the deal, the authorization, its stake and its gas.</summary>
    Preparing,

    /// <summary>Pulls the app's image.</summary>
    Pulling,

    /// <summary>Downloads the dataset and input files.</summary>
    Downloading,

    /// <summary>The app runs.</summary>
    Computing,

    /// <summary>Sends its contribution.</summary>
    Contributing,

    /// <summary>Its contribution is on chain; waits for consensus.</summary>
    Contributed,

    /// <summary>Sends its reveal.</summary>
    Revealing,

    /// <summary>Its reveal is on chain.</summary>
    Revealed,

    /// <summary>Uploads the result.</summary>
    Uploading,

    /// <summary>The result is stored.</summary>
    Uploaded,

    /// <summary>The worker can not go on; the reason says why. Final.</summary>
    Failed,
}
