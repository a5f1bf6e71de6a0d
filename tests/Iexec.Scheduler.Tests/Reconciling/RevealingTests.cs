using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Xunit;
using static Iexec.Protocol.ContributionStatus;

namespace Iexec.Scheduler.Tests.Reconciling;

public sealed class RevealingTests
{
    [Fact]
    public void Winners_are_asked_to_reveal_and_the_others_stop()
    {
        var view = Given.Revealing((1, Contributed), (2, Contributed))
            .With(Given.Replicate(3)).With(Given.Replicate(4, ReplicateStage.Contributed)).With(Given.Contribution(4, digest: Given.OtherDigest));

        var decision = Given.Reconcile(view, 310);

        Assert.Equal(TaskState.Revealing, decision.State);
        Assert.Equal(Given.At(500), decision.NextDeadline);
        Assert.Equal(
            [
                new Drop(Given.Worker(3), "consensus was reached without it", IsFault: false),
                new Drop(Given.Worker(4), "its result differs from the consensus"),
                new AskReveal(Given.Worker(1)),
                new AskReveal(Given.Worker(2)),
            ],
            decision.Actions);
    }

    [Fact]
    public void Who_was_asked_is_not_asked_again()
    {
        var view = Given.Revealing((1, Contributed));
        view = view with { Replicates = [view.Replicates[0] with { Goal = ReplicateGoal.Reveal }] };

        Assert.Empty(Given.Reconcile(view, 310).Actions);
    }

    [Fact]
    public void The_first_to_reveal_uploads_while_the_others_reveal()
    {
        var decision = Given.Reconcile(Given.Revealing((1, Proved), (2, Contributed)), 310);

        Assert.Equal(TaskState.Uploading, decision.State);
        Assert.Equal([new AskReveal(Given.Worker(2)), new AskUpload(Given.Worker(1))], decision.Actions);
    }

    [Fact]
    public void A_stored_result_waits_for_the_other_winners_until_the_reveal_deadline()
    {
        var view = Given.Revealing((1, Proved), (2, Contributed)) with { StoredResult = Given.Stored };

        var before = Given.Reconcile(view, 499);
        var after = Given.Reconcile(view, 500);

        Assert.Equal(TaskState.Revealing, before.State);
        Assert.DoesNotContain(before.Actions, a => a is Send);
        Assert.Equal(TaskState.Finalizing, after.State);
        Assert.Equal(Given.Stored, Assert.IsType<FinalizeTask>(Assert.Single(after.Actions)).Result);
    }

    [Fact]
    public void When_all_have_revealed_and_the_result_is_stored_the_task_is_finalised()
    {
        var view = Given.Revealing((1, Proved), (2, Proved)) with { StoredResult = Given.Stored };

        var finalize = Assert.IsType<FinalizeTask>(Assert.Single(Given.Reconcile(view, 310).Actions));

        Assert.Empty(finalize.CallbackData);
    }

    [Fact]
    public void A_failed_finalisation_is_told_and_tried_again()
    {
        var view = Given.Revealing((1, Proved)) with { StoredResult = Given.Stored };
        view = view.With(new TaskTransaction(TransactionKind.Finalize, 1, false, Given.At(310), "the node is full"));

        Assert.Contains("the node is full", Given.Reconcile(view, 311).Reason, StringComparison.Ordinal);
        Assert.IsType<FinalizeTask>(Assert.Single(Given.Reconcile(view, 320).Actions));
    }

    [Fact]
    public void Another_worker_uploads_when_the_first_fails_or_is_late_or_silent()
    {
        var view = Given.Revealing((1, Proved), (2, Proved));
        TaskView First(Replicate first) => view with { Replicates = [first, view.Replicates[1]] };
        var asked = view.Replicates[0] with { UploadAsked = Given.At(310), Goal = ReplicateGoal.Upload };

        Assert.Empty(Given.Reconcile(First(asked), 320).Actions);
        Assert.Equal([new AskUpload(Given.Worker(2))], Given.Reconcile(First(asked), 610).Actions);
        Assert.Equal([new AskUpload(Given.Worker(2))], Given.Reconcile(First(asked with { Stage = ReplicateStage.Failed }), 320).Actions);
        Assert.Equal([new AskUpload(Given.Worker(2))], Given.Reconcile(First(asked with { LastSeen = Given.At(200) }), 320).Actions);
    }

    [Fact]
    public void The_only_worker_is_asked_again_when_it_is_late()
    {
        var view = Given.Revealing((1, Proved));
        view = view with { Replicates = [view.Replicates[0] with { UploadAsked = Given.At(310) }] };

        Assert.Equal([new AskUpload(Given.Worker(1))], Given.Reconcile(view, 610).Actions);
    }

    [Fact]
    public void When_nobody_can_upload_the_task_is_not_finalised_but_says_why()
    {
        var view = Given.Revealing((1, Proved));
        view = view with { Replicates = [view.Replicates[0] with { Stage = ReplicateStage.Failed, Reason = "the store refused it" }] };

        var decision = Given.Reconcile(view, 990);

        Assert.Equal(TaskState.Undecided, decision.State);
        Assert.Empty(decision.Actions);
        Assert.Contains("the store refused it", decision.Reason, StringComparison.Ordinal);
        Assert.Equal(Given.At(1000), decision.NextDeadline);
    }

    [Fact]
    public void When_nobody_reveals_the_task_is_reopened_while_others_can_still_contribute()
    {
        var view = Given.Revealing((1, Contributed));

        Assert.Equal([new Reopen()], Given.Reconcile(view, 500).Actions);
        var late = Given.Reconcile(view, 700);
        Assert.Equal(TaskState.Undecided, late.State);
        Assert.Empty(late.Actions);
    }

    [Fact]
    public void A_callback_gets_the_bytes_that_hash_to_the_digest()
    {
        byte[] data = [1, 2, 3];
        var view = WithCallback(data);

        var finalize = Assert.IsType<FinalizeTask>(Assert.Single(Given.Reconcile(view, 310).Actions));

        Assert.Equal(data, finalize.CallbackData);
    }

    [Fact]
    public void Without_such_bytes_a_deal_with_callback_is_not_finalised()
    {
        var decision = Given.Reconcile(WithCallback([1, 2, 3]) with { CallbackData = [9] }, 310);

        Assert.Equal(TaskState.Undecided, decision.State);
        Assert.Empty(decision.Actions);
    }

    [Fact]
    public void A_failure_that_workers_agree_on_is_a_result_and_told()
    {
        var view = Given.Revealing((1, Proved), (2, Proved)) with { StoredResult = Given.Stored };
        view = view with { Replicates = [view.Replicates[0] with { ExitCode = 1 }, view.Replicates[1]] };

        var finalizing = Given.Reconcile(view, 310);
        var completed = Given.Reconcile(view with { Chain = view.Chain with { Status = ChainTaskStatus.Completed } }, 310);

        Assert.IsType<FinalizeTask>(Assert.Single(finalizing.Actions));
        Assert.EndsWith("app failed: exit code 1", completed.Reason, StringComparison.Ordinal);
    }

    private static TaskView WithCallback(byte[] data)
    {
        var view = Given.Revealing((1, Proved)) with { StoredResult = Given.Stored, CallbackData = data };
        return view with
        {
            Deal = view.Deal with { Callback = Given.Worker(99) },
            Chain = view.Chain with { ResultDigest = Keccak256.Hash(data) },
        };
    }
}
