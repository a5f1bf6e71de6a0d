using Iexec.Api;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Scheduler.Tests.Reconciling;

public sealed class ComputingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 3)]
    [InlineData(10, 4)]
    public void As_many_fresh_workers_are_assigned_as_the_trust_needs(ulong trust, int workers)
    {
        var view = Given.Active(trust) with { Candidates = Given.Candidates(1, 2, 3, 4, 5, 6) };

        var decision = Given.Reconcile(view, 10);

        Assert.Equal(TaskState.Computing, decision.State);
        Assert.Equal(Enumerable.Range(1, workers).Select(n => new Assign(Given.Worker(n))), decision.Actions);
    }

    [Fact]
    public void A_worker_with_a_high_score_counts_for_more()
    {
        var view = Given.Active(trust: 10) with { Candidates = [new(Given.Worker(1), 100), new(Given.Worker(2), 100)] };

        Assert.Equal([new Assign(Given.Worker(1))], Given.Reconcile(view, 10).Actions);
    }

    [Fact]
    public void Workers_at_work_count_toward_consensus()
    {
        var view = Given.Active() with { Candidates = Given.Candidates(3) };

        var decision = Given.Reconcile(view.With(Given.Replicate(1)).With(Given.Replicate(2)), 10);

        Assert.Empty(decision.Actions);
        Assert.Contains("worker-1 (Computing)", decision.Reason, StringComparison.Ordinal);
        Assert.Equal(Given.At(250), decision.NextDeadline);
    }

    [Fact]
    public void One_more_is_assigned_when_two_disagree()
    {
        var view = Given.Active() with { Candidates = Given.Candidates(1, 2, 3, 4) };
        view = view.With(Given.Replicate(1, ReplicateStage.Contributed)).With(Given.Contribution(1))
            .With(Given.Replicate(2, ReplicateStage.Contributed)).With(Given.Contribution(2, digest: Given.OtherDigest));

        // 2·2·3 > (1 + 4 + 2)·2 fails with one more, 8·3 > (1 + 8 + 2)·2 holds with two.
        Assert.Equal([new Assign(Given.Worker(3)), new Assign(Given.Worker(4))], Given.Reconcile(view, 10).Actions);
    }

    [Fact]
    public void A_silent_worker_is_replaced()
    {
        var silent = Given.Replicate(1) with { LastSeen = Given.At(0) };
        var view = Given.Active(trust: 1) with { Candidates = Given.Candidates(2) };

        Assert.Empty(Given.Reconcile(view.With(silent), 59).Actions);
        var decision = Given.Reconcile(view.With(silent), 60);

        Assert.Equal([new Drop(Given.Worker(1), "silent for more than 60 s"), new Assign(Given.Worker(2))], decision.Actions);
    }

    [Fact]
    public void A_worker_too_long_in_a_stage_is_replaced()
    {
        var view = Given.Active(trust: 1).With(Given.Replicate(1, ReplicateStage.Pulling)) with { Candidates = Given.Candidates(2) };

        var decision = Given.Reconcile(view, 250);

        Assert.Equal([new Drop(Given.Worker(1), "took longer than allowed while Pulling"), new Assign(Given.Worker(2))], decision.Actions);
    }

    [Fact]
    public void Whoever_failed_is_never_asked_again()
    {
        var view = Given.Active(trust: 1).With(Given.Replicate(1, ReplicateStage.Failed)) with { Candidates = Given.Candidates(1) };

        Assert.Empty(Given.Reconcile(view, 10).Actions);
    }

    [Fact]
    public void Without_a_free_worker_the_task_says_what_it_waits_for_and_until_when()
    {
        var view = Given.Active() with { Shortage = "3 workers are busy", Untried = 3 };

        var decision = Given.Reconcile(view, 10);

        Assert.Equal(TaskState.Queued, decision.State);
        Assert.Contains("3 workers are busy", decision.Reason, StringComparison.Ordinal);
        Assert.Equal(Given.At(700), decision.NextDeadline);
    }

    [Fact]
    public void When_every_worker_failed_the_task_is_undecided_and_says_why()
    {
        var view = Given.Active().With(Given.Replicate(1, ReplicateStage.Failed) with { Reason = "no space left on its disk" });

        var decision = Given.Reconcile(view, 10);

        Assert.Equal(TaskState.Undecided, decision.State);
        Assert.Contains("worker-1: no space left on its disk", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_gives_a_task_to_no_more_workers_than_it_allows()
    {
        var view = Given.Active(trust: 1) with { Candidates = Given.Candidates(3), Rules = new() { MaxReplicates = 2 } };
        view = view.With(Given.Replicate(1, ReplicateStage.Failed) with { HasWorked = true }).With(Given.Replicate(2, ReplicateStage.Failed) with { HasWorked = true });

        var decision = Given.Reconcile(view, 10);

        Assert.Equal(TaskState.Undecided, decision.State);
        Assert.Empty(decision.Actions);
        Assert.Equal(Given.At(1000), decision.NextDeadline);
    }

    [Fact]
    public void Who_says_no_at_once_does_not_use_up_the_tasks_budget()
    {
        var view = Given.Active(trust: 1) with { Candidates = Given.Candidates(11) };
        for (var worker = 1; worker <= 10; worker++)
            view = view.With(Given.Replicate(worker, ReplicateStage.Failed));

        Assert.Equal([new Assign(Given.Worker(11))], Given.Reconcile(view, 10).Actions);
    }

    [Fact]
    public void After_many_a_no_the_next_worker_is_asked_more_slowly_and_some_day_no_more()
    {
        var view = Given.Active(trust: 1) with { Candidates = Given.Candidates(101) };
        TaskView After(int count) => Enumerable.Range(1, count).Aggregate(view, (v, w) => v.With(Given.Replicate(w, ReplicateStage.Failed) with { Since = Given.At(10) }));

        var pausing = Given.Reconcile(After(20), 30);
        var given = Given.Reconcile(After(100), 600);

        Assert.Equal((TaskState.Queued, Given.At(40)), (pausing.State, pausing.NextDeadline));
        Assert.Empty(pausing.Actions);
        Assert.Equal([new Assign(Given.Worker(101))], Given.Reconcile(After(20), 40).Actions);
        Assert.Equal(TaskState.Undecided, given.State);
        Assert.Empty(given.Actions);
    }

    [Fact]
    public void After_the_contribution_deadline_nobody_is_assigned_and_those_at_work_stop()
    {
        var view = Given.Active().With(Given.Replicate(1) with { Deadline = Given.At(900) }) with { Candidates = Given.Candidates(2) };

        var decision = Given.Reconcile(view, 700);

        Assert.Equal(TaskState.Undecided, decision.State);
        Assert.Equal([new Drop(Given.Worker(1), "contributions are no longer taken", IsFault: false)], decision.Actions);
    }

    [Fact]
    public void A_task_for_a_trusted_execution_environment_is_given_to_nobody()
    {
        var view = Given.Active() with { Candidates = Given.Candidates(1) };

        var decision = Given.Reconcile(view with { Deal = view.Deal with { Tag = Tag.Parse("tee,scone") } }, 10);

        Assert.Equal(TaskState.Undecided, decision.State);
        Assert.Empty(decision.Actions);
    }

    [Fact]
    public void After_a_reopening_those_who_did_not_reveal_are_out_and_others_take_over()
    {
        var view = Given.Active(trust: 1) with { Candidates = Given.Candidates(1, 2) };
        view = view.With(Given.Replicate(1, ReplicateStage.Contributed)).With(Given.Contribution(1, ContributionStatus.Rejected));

        var decision = Given.Reconcile(view, 600);

        Assert.Equal([new Drop(Given.Worker(1), "it did not reveal in time"), new Assign(Given.Worker(2))], decision.Actions);
    }
}
