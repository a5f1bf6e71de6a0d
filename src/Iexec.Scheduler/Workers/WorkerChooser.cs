using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Workers;

/// <summary>
/// Whom to put on a task. Among those with the least work chance decides, so that work is spread and nobody can choose a task by
/// being first. Who lacks the stake, all its tasks counted together, or pauses because of its record is passed over and told why.
/// </summary>
internal sealed class WorkerChooser(Roster roster, WorkerRecords records, Random random, TimeProvider time)
{
    /// <summary>A task that so many failed is kept for workers that are proven, if there are any.</summary>
    public const int WaryAfter = 3;

    /// <summary>Who could be put on a task of a deal, best first; and why no more.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="on">Workers that were on the task already.</param>
    /// <param name="failed">How many of them failed it.</param>
    /// <param name="loads">What each worker has taken on.</param>
    public Choice Choose(Deal deal, IReadOnlySet<Address> on, int failed, IReadOnlyDictionary<Address, Load> loads)
    {
        var now = time.GetUtcNow();
        var others = roster.Alive
            .Where(w => !on.Contains(w.Wallet))
            .Select(w => (Worker: w, Load: loads.GetValueOrDefault(w.Wallet)))
            .ToArray();
        var free = others.Where(w => w.Load.Busy < w.Worker.Slots && w.Load.Open < ConnectedWorker.MostTasks).ToArray();
        random.Shuffle(free);
        var able = new List<(ConnectedWorker Worker, WorkerRecord Record)>();
        var (poor, pausing) = (0, 0);
        foreach (var (worker, load) in free.OrderBy(w => w.Load.Busy))
        {
            if (worker.Facts is not { } facts)
                continue;
            var record = records.Of(worker.Wallet);
            var isPoor = facts.Stake < load.Promised + deal.WorkerStake;
            worker.Notice = isPoor ? Poor(deal, facts.Stake, load.Promised) : record.FreeAt > now ? Pausing(record) : null;
            if (worker.Notice is null)
                able.Add((worker, record));
            else if (isPoor)
                poor++;
            else
                pausing++;
        }
        // They may be busy now: the task waits for them rather than for one more no.
        if (failed >= WaryAfter && others.Any(w => w.Worker.Facts?.Stake >= deal.WorkerStake && records.Of(w.Worker.Wallet).IsProven))
            able.RemoveAll(w => !w.Record.IsProven);
        var candidates = able.Select(w => new Candidate(w.Worker.Wallet, w.Worker.Facts!.Score)).ToList();
        return new(candidates, others.Length - candidates.Count, Shortage(deal, others.Length, others.Length - free.Length, poor, pausing));
    }

    private static string Poor(Deal deal, Rlc stake, Rlc promised) =>
        $"a task of this pool needs a stake of {deal.WorkerStake}; this worker's account has {stake} free"
        + (promised > Rlc.Zero ? $", of which {promised} are for the tasks it is on" : "") + ": deposit more";

    private static string Pausing(WorkerRecord record) =>
        $"this worker failed tasks that others did, the last at {record.LastFault:u}; it is given work again from {record.FreeAt:u} on";

    private static string Shortage(Deal deal, int others, int busy, int poor, int pausing)
    {
        if (others == 0)
            return "no other worker is connected";
        var reasons = new List<string>();
        if (busy > 0)
            reasons.Add($"{busy} busy");
        if (poor > 0)
            reasons.Add($"{poor} without the stake of {deal.WorkerStake}");
        if (pausing > 0)
            reasons.Add($"{pausing} pausing after failures");
        return $"of {others} connected worker(s) {(reasons.Count > 0 ? string.Join(", ", reasons) : "all are being looked at")}";
    }
}

/// <summary>Who could be put on a task.</summary>
/// <param name="Candidates">Best first.</param>
/// <param name="Untried">How many others are connected that may become candidates.</param>
/// <param name="Shortage">Why there are no more candidates.</param>
internal sealed record Choice(IReadOnlyList<Candidate> Candidates, int Untried, string Shortage);
