using Iexec.Api;

namespace Iexec.Scheduler;

/// <summary>Limits a pool sets for its tasks. Each stage of a worker has its own.</summary>
public sealed record SchedulerRules
{
    private const ulong LongestRun = 10 * 366 * 86400;

    /// <summary>How many workers may try a task in all, failures included; who fails before <see cref="RealWork"/> is not counted.</summary>
    public int MaxReplicates { get; init; } = 10;

    /// <summary>A worker that failed earlier than this has not tried.</summary>
    public TimeSpan RealWork { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A worker that was silent this long is lost. Workers ask every 20 seconds.</summary>
    public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>To answer an assignment.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>To check deal, stake and gas.</summary>
    public TimeSpan Prepare { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>To pull the app's image.</summary>
    public TimeSpan Pull { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>To download dataset and input files.</summary>
    public TimeSpan Download { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>To start and stop the app, beyond the category's time.</summary>
    public TimeSpan ComputeMargin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>To get a contribution mined.</summary>
    public TimeSpan Contribute { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>To upload a result.</summary>
    public TimeSpan Upload { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a worker may be in a stage; null where the chain's deadlines bound it.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="timeRef">The category's longest run, in seconds.</param>
    public TimeSpan? LimitOf(ReplicateStage stage, ulong timeRef) => stage switch
    {
        ReplicateStage.Assigned => Answer,
        ReplicateStage.Preparing => Prepare,
        ReplicateStage.Pulling => Pull,
        ReplicateStage.Downloading => Download,
        ReplicateStage.Computing => TimeSpan.FromSeconds(Math.Min(timeRef, LongestRun)) + ComputeMargin,
        ReplicateStage.Contributing => Contribute,
        ReplicateStage.Uploading => Upload,
        _ => null,
    };
}
