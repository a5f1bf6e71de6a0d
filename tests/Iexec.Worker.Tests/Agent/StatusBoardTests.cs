using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Testing;
using Xunit;

namespace Iexec.Worker.Tests.Agent;

public sealed class StatusBoardTests
{
    private readonly ManualTime _time = new();
    private readonly TaskId _task = new(Bytes32.FromInteger(1));

    [Fact]
    public void A_change_is_hinted_and_a_repetition_is_not()
    {
        var board = new StatusBoard(_time);
        board.Set(_task, ReplicateStage.Pulling, "pulls", null);
        var next = board.NextChange;

        board.Set(_task, ReplicateStage.Pulling, "pulls", null);
        Assert.False(next.IsCompleted);
        board.Set(_task, ReplicateStage.Computing, "runs", null);
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public void A_stage_lasts_since_it_began()
    {
        var board = new StatusBoard(_time);
        board.Set(_task, ReplicateStage.Pulling, "pulls", null);
        var began = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(5));
        board.Set(_task, ReplicateStage.Pulling, "waits and tries again", null);

        Assert.Equal(began, Assert.Single(board.All).Since);
        board.Set(_task, ReplicateStage.Computing, "runs", null);
        Assert.Equal(_time.GetUtcNow(), Assert.Single(board.All).Since);
    }

    [Fact]
    public void How_the_app_failed_stays_told_until_the_end()
    {
        var board = new StatusBoard(_time);
        board.Set(_task, ReplicateStage.Contributing, "", null, new() { Task = _task, Digest = default, ExitCode = 3, Failure = "exit code 3" });
        board.Set(_task, ReplicateStage.Contributed, "", null);

        var status = Assert.Single(board.All);
        Assert.Equal((3, "exit code 3"), (status.ExitCode!.Value, status.Failure));
        board.Remove(_task);
        Assert.Empty(board.All);
    }
}
