using System.Numerics;
using Iexec.Chain;
using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Scheduler.Chain;
using Iexec.Scheduler.Database;

namespace Iexec.Scheduler.Tasks;

/// <summary>Looks at a task where it is: on chain, at one block, and, as far as is known, in the result store.</summary>
internal sealed class TaskObserver(
    EthClient eth, ChainFollower<SchedulerDb> follower, SchedulerSettings settings, DealReader deals, ChainClock clock, ResultProbe results)
{
    /// <summary>Nodes keep the state of this many blocks.</summary>
    private const ulong RecentBlocks = 64;

    /// <summary>The view without what only the ledger knows.</summary>
    /// <param name="row">The task.</param>
    /// <param name="atWork">Workers whose score matters though they have not contributed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(TaskView View, IReadOnlyDictionary<Address, BigInteger> Scores)> ObserveAsync(TaskRow row, IReadOnlyCollection<Address> atWork, CancellationToken ct)
    {
        var (deal, timeRef) = await deals.FindAsync(row.Deal, ct) ?? throw new InvalidDataException($"the node does not know deal {row.Deal}");
        var head = await eth.GetBlockAsync(BlockTag.Latest, ct) ?? throw new InvalidDataException("the node does not know its newest block");
        // What is decided and what the timeline tells are of one block, unless the follower is in trouble or far behind.
        var hub = new HubClient(eth, settings.Hub, follower.Status is { Reason: null, Block: { } followed, Lag: <= RecentBlocks } ? followed : head.Number);
        var task = await hub.ViewTaskAsync(row.Id, ct);
        var needsScores = task.Status == ChainTaskStatus.Active;
        var contributions = new List<WorkerContribution>();
        var scores = new Dictionary<Address, BigInteger>();
        foreach (var worker in task.Contributors)
        {
            var score = needsScores ? await hub.ViewScoreAsync(worker, ct) : BigInteger.Zero;
            contributions.Add(new(worker, await hub.ViewContributionAsync(row.Id, worker, ct), score));
        }
        if (needsScores)
        {
            foreach (var worker in atWork.Except(task.Contributors))
                scores[worker] = await hub.ViewScoreAsync(worker, ct);
        }
        var view = new TaskView
        {
            Deal = deal,
            Index = (ulong)row.Index,
            TimeRef = timeRef,
            Chain = task,
            ChainTime = clock.Now(head),
            Contributions = contributions,
            Rules = settings.Rules,
        };
        return (task is { Status: ChainTaskStatus.Revealing, RevealCounter: > 0 } ? results.AddTo(view) : view, scores);
    }
}
