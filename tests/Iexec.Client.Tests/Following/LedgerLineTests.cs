using FsCheck;
using FsCheck.Fluent;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Tests.Network;
using Xunit;

namespace Iexec.Client.Tests.Following;

[Collection(PoolNetwork.Tests)]
[Trait("Category", "Integration")]
public sealed class LedgerLineTests(PoolNetwork network)
{
    [Fact]
    public async Task The_lines_of_a_finished_task_sum_to_zero()
    {
        var task = await FinishedTask.CreateAsync(network);
        await using var wallet = await TestWallet.OpenAsync(network);

        var events = await wallet.Client.History.EventsAsync(task.Deal, task.Id, default);
        var lines = LedgerLine.Of(task.Id, events);

        Assert.Equal(0, lines.Sum(l => l.Net));
        Assert.Equal(-1000, lines.Single(l => l.Owner == task.Deals.Requester.Address).Net);
        Assert.True(lines.Single(l => l.Owner == task.Worker).Net > 0);
        var timeline = await wallet.Client.History.TimelineAsync(events, default);
        Assert.Equal(
            ["orders matched: a deal of 1 task(s), the money locked", "task initialised", $"{task.Worker} contributed", "consensus reached", $"{task.Worker} revealed", "finalised: result published, everyone paid"],
            timeline.Select(e => e.What));
    }

    [Fact]
    public void Only_the_tasks_own_money_counts_and_is_summed_for_each_owner() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Owner, ushort Amount, bool IsReward, bool IsOther)[]>(), moves =>
        {
            var (task, other) = (new TaskId(Bytes32.FromInteger(1)), new TaskId(Bytes32.FromInteger(2)));
            var lines = LedgerLine.Of(task, moves.Select(m => m.IsReward
                ? (HubEvent)new Rewarded(null!, Owner(m.Owner), new(m.Amount), m.IsOther ? other : task)
                : new Seized(null!, Owner(m.Owner), new(m.Amount), m.IsOther ? other : task)));
            return moves.Where(m => !m.IsOther).GroupBy(m => m.Owner).All(g =>
                lines.Single(l => l.Owner == Owner(g.Key)).Net == g.Sum(m => m.IsReward ? m.Amount : -m.Amount))
                && lines.Count == moves.Where(m => !m.IsOther).Select(m => m.Owner).Distinct().Count();
        }).QuickCheckThrowOnFailure();

    private static Address Owner(byte number) => Address.FromBytes(Bytes32.FromInteger(number + 1).ToBytes().AsSpan(12));
}
