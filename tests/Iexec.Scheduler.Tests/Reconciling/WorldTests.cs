using FsCheck;
using FsCheck.Fluent;
using Iexec.Api;
using Xunit;

namespace Iexec.Scheduler.Tests.Reconciling;

public sealed class WorldTests
{
    [Fact]
    public void Whatever_workers_do_every_task_ends_soon_after_its_final_deadline_at_the_latest_and_the_hub_refuses_nothing() => Play(isReliable: false, (world, _) =>
        Assert.True(world.Seconds < 1000 + 3600, $"took {world.Seconds} s"));

    [Fact]
    public void With_reliable_workers_every_task_is_completed_in_time() => Play(isReliable: true, (world, decision) =>
    {
        Assert.Equal(TaskState.Completed, decision.State);
        Assert.True(world.Seconds < 1000);
    });

    private static void Play(bool isReliable, Action<World, Decision> ends) =>
        Prop.ForAll<int>(seed =>
        {
            var world = new World(seed, isReliable);
            try
            {
                ends(world, world.Play());
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}:\n{string.Join('\n', world.Story)}", e);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(int.MaxValue / 2));
}
