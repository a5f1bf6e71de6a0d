namespace Iexec.Api;

/// <summary>How far a scheduler wants a worker to take a task. Each includes those before it.</summary>
public enum ReplicateGoal
{
    /// <summary>Run the app and contribute.</summary>
    Contribute,

    /// <summary>Reveal the contribution.</summary>
    Reveal,

    /// <summary>Upload the result.</summary>
    Upload,
}
