using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Database;
using Iexec.Scheduler.Workers;
using Iexec.Testing;
using Xunit;

namespace Iexec.Scheduler.Tests.Workers;

public sealed class WorkerRecordsTests
{
    private static readonly Address Refuser = Address.Parse("0x0000000000000000000000000000000000000001");
    private static readonly Address Honest = Address.Parse("0x0000000000000000000000000000000000000002");
    private readonly ManualTime _time = new();
    private readonly WorkerRecords _records;
    private ulong _tasks;

    public WorkerRecordsTests() => _records = new(_time);

    private DateTimeOffset Now => _time.GetUtcNow();

    [Fact]
    public void Who_refuses_what_another_does_pauses_longer_each_time()
    {
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 4; i++)
        {
            Note(Failed(Refuser), Contributed(Honest));
            pauses.Add(_records.Of(Refuser).FreeAt - Now);
        }

        Assert.Equal([30.0, 60, 120, 240], pauses.Select(p => p.TotalSeconds));
        Assert.True(_records.Of(Honest) is { IsProven: true } honest && honest.FreeAt < Now);
    }

    [Fact]
    public void What_nobody_can_do_is_held_against_nobody()
    {
        for (var i = 0; i < 100; i++)
            Note(Failed(Refuser), Failed(Honest));

        Assert.True(_records.Of(Honest).FreeAt < Now);
    }

    [Fact]
    public void Who_is_only_not_needed_any_more_has_not_failed()
    {
        Note(Failed(Refuser, isFault: false), Contributed(Honest));

        Assert.True(_records.Of(Refuser).FreeAt < Now);
    }

    [Fact]
    public void One_failure_among_many_contributions_costs_nothing_and_all_is_forgotten_in_the_end()
    {
        for (var i = 0; i < 10; i++)
            Note(Contributed(Honest));
        Note(Failed(Honest), Contributed(Refuser));
        for (var i = 0; i < 10; i++)
            Note(Failed(Refuser), Contributed(Honest));

        Assert.True(_records.Of(Honest).FreeAt < Now);
        Assert.True(_records.Of(Refuser).FreeAt - Now > TimeSpan.FromMinutes(10));
        _time.Advance(TimeSpan.FromHours(7));
        Assert.Equal(default, _records.Of(Refuser));
    }

    [Fact]
    public void The_same_task_counts_once_and_a_contribution_that_comes_late_makes_good()
    {
        var failed = Failed(Refuser);
        Note(failed, Contributed(Honest));
        _records.Note([failed, Contributed(Honest)]);
        Assert.Equal(1, _records.Of(Refuser).Faults, 3);

        failed.MoveTo(ReplicateStage.Contributed, null, Now);
        _records.Note([failed]);

        Assert.Equal((0, 1), ((int)_records.Of(Refuser).Faults, (int)_records.Of(Refuser).Good));
    }

    [Fact]
    public void However_many_wallets_come_memory_stays_bounded_and_the_newest_are_remembered()
    {
        for (var i = 0ul; i < 50_000; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Note(Failed(Address.Parse($"0x{i + 10:x40}")), Contributed(Honest));
        }

        Assert.True(_records.Count <= 20_000);
        Assert.True(_records.Of(Honest).IsProven);
    }

    private void Note(params ReplicateRow[] rows)
    {
        _tasks++;
        _records.Note(rows);
    }

    private ReplicateRow Failed(Address worker, bool isFault = true) => Row(worker, ReplicateStage.Failed, ReplicateStage.Preparing, isFault);

    private ReplicateRow Contributed(Address worker) => Row(worker, ReplicateStage.Contributed, ReplicateStage.Contributed, false);

    private ReplicateRow Row(Address worker, ReplicateStage stage, ReplicateStage furthest, bool isFault) => new()
    {
        Task = new TaskId(Bytes32.FromInteger(_tasks)), Worker = worker, Name = "", Stage = stage, Furthest = furthest, Since = Now, Assigned = Now, IsFault = isFault,
    };
}
