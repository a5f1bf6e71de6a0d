using Iexec.Api;
using Iexec.Protocol;
using Xunit;

namespace Iexec.Scheduler.Tests.Reconciling;

public sealed class OpeningTests
{
    [Fact]
    public void A_new_task_is_opened_on_chain()
    {
        var decision = Given.Reconcile(Given.View(ChainTaskStatus.Unset), 10);

        Assert.Equal(TaskState.Initializing, decision.State);
        Assert.Equal([new Initialize()], decision.Actions);
    }

    [Fact]
    public void It_is_not_opened_twice_while_the_transaction_is_on_its_way()
    {
        var view = Given.View(ChainTaskStatus.Unset).With(new TaskTransaction(TransactionKind.Initialize, 1, true, Given.At(5), null));

        var decision = Given.Reconcile(view, 10);

        Assert.Empty(decision.Actions);
        Assert.Contains("waits to be mined", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_opening_is_told_and_tried_again_after_a_while()
    {
        var view = Given.View(ChainTaskStatus.Unset).With(new TaskTransaction(TransactionKind.Initialize, 1, false, Given.At(10), "no gas"));

        var early = Given.Reconcile(view, 12);
        var later = Given.Reconcile(view, 15);

        Assert.Empty(early.Actions);
        Assert.Contains("no gas", early.Reason, StringComparison.Ordinal);
        Assert.Equal(Given.At(15), early.NextDeadline);
        Assert.Equal([new Initialize()], later.Actions);
    }

    [Fact]
    public void Each_failure_in_a_row_makes_the_wait_longer_up_to_five_minutes()
    {
        var view = Given.View(ChainTaskStatus.Unset).With(new TaskTransaction(TransactionKind.Initialize, 30, false, Given.At(0), "no gas"));

        Assert.Empty(Given.Reconcile(view, 299).Actions);
        Assert.Equal([new Initialize()], Given.Reconcile(view, 300).Actions);
    }

    [Fact]
    public void It_is_not_opened_when_nobody_can_contribute_any_more()
    {
        var decision = Given.Reconcile(Given.View(ChainTaskStatus.Unset), 700);

        Assert.Equal(TaskState.Undecided, decision.State);
        Assert.Empty(decision.Actions);
        Assert.Equal(Given.At(1000), decision.NextDeadline);
    }

    [Fact]
    public void After_the_final_deadline_it_is_opened_only_to_be_claimed()
    {
        var unopened = Given.Reconcile(Given.View(ChainTaskStatus.Unset), 1000);
        var opened = Given.Reconcile(Given.Active(), 1000);

        Assert.Equal((TaskState.Claiming, new Initialize()), (unopened.State, Assert.Single(unopened.Actions)));
        Assert.Equal((TaskState.Claiming, new Claim()), (opened.State, Assert.Single(opened.Actions)));
    }

    [Fact]
    public void A_fast_clock_ends_nothing_early_and_a_slow_one_nothing_late()
    {
        var early = TaskReconciler.Reconcile(Given.Active() with { ChainTime = Given.At(340) }, Given.At(340 + 660));
        var late = TaskReconciler.Reconcile(Given.Active() with { ChainTime = Given.At(1000) }, Given.At(10));

        Assert.Equal(TaskState.Queued, early.State);
        Assert.Empty(early.Actions);
        Assert.Equal([new Claim()], late.Actions);
    }

    [Fact]
    public void The_next_deadline_is_when_the_own_clock_will_be_there()
    {
        var fast = TaskReconciler.Reconcile(Given.Active() with { ChainTime = Given.At(690) }, Given.At(690 + 660));
        var slow = TaskReconciler.Reconcile(Given.Active() with { ChainTime = Given.At(690) }, Given.At(690 - 660));

        Assert.Equal(Given.At(700 + 660), fast.NextDeadline);
        Assert.Equal(Given.At(700 - 660), slow.NextDeadline);
    }

    [Theory]
    [InlineData(ChainTaskStatus.Completed, TaskState.Completed)]
    [InlineData(ChainTaskStatus.Failed, TaskState.Failed)]
    public void A_task_that_is_over_stays_so_and_its_workers_stop(ChainTaskStatus status, TaskState expected)
    {
        var decision = Given.Reconcile(Given.View(status).With(Given.Replicate(1)), 5000);

        Assert.Equal(expected, decision.State);
        Assert.True(decision.IsFinal);
        Assert.Null(decision.NextDeadline);
        Assert.Equal(Given.Worker(1), Assert.IsType<Drop>(Assert.Single(decision.Actions)).Worker);
    }
}
