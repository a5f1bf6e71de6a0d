using Iexec.Ethereum;
using Iexec.Protocol;
using Iexec.Runtime;

namespace Iexec.Scheduler.Workers;

/// <summary>
/// Whom to put on a task. Among those with the least work chance decides, so that work is spread and nobody can choose a task by
/// being first. Who lacks the stake is passed over and told why.
/// </summary>
internal sealed class WorkerChooser(Roster roster, HubClient hub, Random random, TimeProvider time)
{
    private const int ReadAtOnce = 32;
    private static readonly TimeSpan FactsAge = TimeSpan.FromSeconds(10);

    /// <summary>Reads stake and score of workers that may be chosen, where they are not known.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var unknown = roster.Alive.Where(w => w.Facts is not { } facts || now - facts.ReadAt >= FactsAge).ToArray();
        random.Shuffle(unknown);
        await SideBySide.ForEachAsync(
            unknown.Take(ReadAtOnce),
            4,
            async (worker, cancel) => worker.Facts = ((await hub.ViewAccountAsync(worker.Wallet, cancel)).Stake, await hub.ViewScoreAsync(worker.Wallet, cancel), now),
            ct);
    }

    /// <summary>Who could be put on a task of a deal, best first; and why no more.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="on">Workers that were on the task already.</param>
    /// <param name="loads">How many tasks each worker runs.</param>
    public Choice Choose(Deal deal, IReadOnlySet<Address> on, IReadOnlyDictionary<Address, int> loads)
    {
        var others = roster.Alive.Where(w => !on.Contains(w.Wallet)).ToArray();
        var free = others.Where(w => loads.GetValueOrDefault(w.Wallet) < w.Slots).ToArray();
        random.Shuffle(free);
        var candidates = new List<Candidate>();
        var poor = 0;
        foreach (var worker in free.OrderBy(w => loads.GetValueOrDefault(w.Wallet)))
        {
            if (worker.Facts is not { } facts)
                continue;
            worker.Notice = facts.Stake < deal.WorkerStake
                ? $"a task of this pool needs a stake of {deal.WorkerStake}; this worker's account has {facts.Stake} free: deposit more"
                : null;
            if (worker.Notice is null)
                candidates.Add(new(worker.Wallet, facts.Score));
            else
                poor++;
        }
        return new(candidates, others.Length - candidates.Count, Shortage(others.Length, others.Length - free.Length, poor, deal));
    }

    private static string Shortage(int others, int busy, int poor, Deal deal)
    {
        if (others == 0)
            return "no other worker is connected";
        var reasons = new List<string>();
        if (busy > 0)
            reasons.Add($"{busy} busy");
        if (poor > 0)
            reasons.Add($"{poor} without the stake of {deal.WorkerStake}");
        return $"of {others} connected worker(s) {(reasons.Count > 0 ? string.Join(", ", reasons) : "all are being looked at")}";
    }
}

/// <summary>Who could be put on a task.</summary>
/// <param name="Candidates">Best first.</param>
/// <param name="Untried">How many others are connected that may become candidates.</param>
/// <param name="Shortage">Why there are no more candidates.</param>
internal sealed record Choice(IReadOnlyList<Candidate> Candidates, int Untried, string Shortage);
