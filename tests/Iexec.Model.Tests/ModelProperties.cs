using FsCheck;
using FsCheck.Fluent;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model.Tests;

/// <summary>What holds of the model by itself, whatever is done to it.</summary>
public sealed class ModelProperties
{
    private static readonly Cast Cast = OfflineCast.Create();

    [Fact]
    public void Money_is_neither_made_nor_lost() => After((play, _) =>
    {
        var ledger = play.Hub.State.Ledger;
        Assert.Equal(Int128.Zero, ledger.Unpaid);
        Assert.Equal(ledger.Total, ledger.Owners.Aggregate(Rlc.Zero, (sum, o) => sum + ledger.Free(o) + ledger.Locked(o)));
        Assert.Equal(ledger.TotalLocked, ledger.Owners.Aggregate(Rlc.Zero, (sum, o) => sum + ledger.Locked(o)));
        var wallets = play.Cast.Names.Aggregate(Rlc.Zero, (sum, n) => sum + play.Hub.State.Token.BalanceOf(play.Cast[n]));
        Assert.Equal((Cast.Fortune + Cast.Fortune) * ((ulong)Cast.People.Length + 1), ledger.Total + wallets);
    });

    [Fact]
    public void What_is_locked_is_what_open_tasks_hold_so_that_every_stake_comes_back_or_is_seized_once() => After((play, _) =>
    {
        var state = play.Hub.State;
        var held = new Dictionary<Address, UInt128>();
        foreach (var deal in state.Deals.Values)
        {
            var open = deal.BotSize - (ulong)state.Tasks.Values.Count(t => t.Deal == deal && IsOver(t.Status));
            Hold(deal.Sponsor, deal.TaskPrice() * open);
            Hold(deal.Workerpool.Owner, (UInt128)deal.PoolStake().Nano * open);
        }
        foreach (var task in state.Tasks.Values.Where(t => !IsOver(t.Status)))
        {
            foreach (var contribution in task.Contributions)
                Hold(contribution.Worker, task.Deal.WorkerStake.Nano);
        }
        foreach (var owner in state.Ledger.Owners.Where(o => o != PocoConstants.Kitty))
            Assert.Equal(held.GetValueOrDefault(owner), state.Ledger.Locked(owner).Nano);

        void Hold(Address owner, UInt128 amount) => held[owner] = held.GetValueOrDefault(owner) + amount;
    });

    [Fact]
    public void No_order_is_consumed_beyond_its_volume_and_deals_of_a_request_do_not_overlap() => After((play, _) =>
    {
        foreach (var name in play.OrderHashes.Keys)
        {
            var order = (IOrder?)play.Order<AppOrder>(name)?.Order ?? (IOrder?)play.Order<DatasetOrder>(name)?.Order
                ?? (IOrder?)play.Order<WorkerpoolOrder>(name)?.Order ?? play.Order<RequestOrder>(name)!.Order;
            Assert.True(play.Hub.ViewConsumed(play.OrderHashes[name]) <= order.Volume);
        }
        foreach (var request in play.OrderHashes.Values)
        {
            var deals = play.Hub.State.Deals.Values.Where(d => d.Id == DealId.Of(request, d.BotFirst)).OrderBy(d => d.BotFirst).ToList();
            Assert.All(deals.Zip(deals.Skip(1)), pair => Assert.Equal(pair.First.BotFirst + pair.First.BotSize, pair.Second.BotFirst));
        }
    });

    [Fact]
    public void Tasks_only_move_as_they_may()
    {
        var before = new Dictionary<TaskId, ChainTaskStatus>();
        After((play, move) =>
        {
            if (play.Hub.State.Tasks.Count == 0)
                before.Clear();
            foreach (var task in play.Hub.State.Tasks.Values)
            {
                var from = before.GetValueOrDefault(task.Id);
                var isFair = from == task.Status || (from, task.Status, move?.Step.Verb) is
                    (ChainTaskStatus.Unset, ChainTaskStatus.Active, "initialize")
                    or (ChainTaskStatus.Active, ChainTaskStatus.Revealing, "contribute")
                    or (ChainTaskStatus.Active, ChainTaskStatus.Completed, "complete")
                    or (ChainTaskStatus.Active, ChainTaskStatus.Failed, "claim")
                    or (ChainTaskStatus.Revealing, ChainTaskStatus.Active, "reopen")
                    or (ChainTaskStatus.Revealing, ChainTaskStatus.Completed, "finalize")
                    or (ChainTaskStatus.Revealing, ChainTaskStatus.Failed, "claim");
                Assert.True(isFair, $"{from} to {task.Status} by {move?.Step}");
                before[task.Id] = task.Status;
            }
        });
    }

    [Fact]
    public void What_is_refused_changes_nothing()
    {
        var before = "";
        After((play, move) =>
        {
            var after = Fingerprint(play);
            if (move?.Outcome.Refusal is not null)
            {
                Assert.Equal(before, after);
                Assert.Empty(move.Outcome.Events);
            }
            before = after;
        }, scripts: 40);
    }

    /// <summary>Checks something before the first and after every step of random scripts.</summary>
    private static void After(Action<Play, Move?> holds, int scripts = 200) =>
        Prop.ForAll(
            Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => Author.Write(Cast, seed)), script => Shrinking.Of(script, Cast)),
            script =>
            {
                var play = new Play(Cast);
                holds(play, null);
                foreach (var step in script.Steps)
                    holds(play, play.Do(step));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(scripts));

    private static bool IsOver(ChainTaskStatus status) => status is ChainTaskStatus.Completed or ChainTaskStatus.Failed;

    private static string Fingerprint(Play play) =>
        string.Join('\n', Views.Of(play).Select(v => $"{v.What} {Hex.Encode(v.Expected)}")
            .Concat(Cast.People.Select(p => $"{p} {play.Hub.State.Token.AllowanceOf(play.Cast[p])}")));
}
