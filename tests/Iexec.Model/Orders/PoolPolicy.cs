namespace Iexec.Model;

/// <summary>A pool's terms for deals to come.</summary>
/// <param name="WorkerStakeRatio">What a worker stakes for a task, in percent of the pool's price.</param>
/// <param name="SchedulerRewardRatio">What the scheduler keeps of the workers' reward, in percent.</param>
public readonly record struct PoolPolicy(ulong WorkerStakeRatio, ulong SchedulerRewardRatio)
{
    /// <summary>The terms of a pool that never set any.</summary>
    public static PoolPolicy Default { get; } = new(30, 1);
}
