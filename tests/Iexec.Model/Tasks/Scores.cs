using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>What is remembered of workers.</summary>
internal sealed class Scores(Journal journal, Func<Address, ulong>? previous)
{
    private readonly Dictionary<Address, ulong> _scores = [];
    private readonly Dictionary<Address, ulong> _lastRise = [];
    private readonly HashSet<Address> _imported = [];

    public ulong Of(Address worker) => _scores.GetValueOrDefault(worker);

    /// <summary>
    /// One more for a proof, if it cost something to be wrong and others worked on the same task, and not more often than
    /// once in <see cref="Limits.ScoreInterval"/>: else friends could raise each other's scores for nothing.
    /// </summary>
    public void Raise(Address worker, ModelTask task, ulong now)
    {
        var isEarned = task.Contributions.Count > 1 && task.Deal.WorkerStake > Rlc.Zero;
        if (!isEarned || (_lastRise.TryGetValue(worker, out var last) && now - last < Limits.ScoreInterval))
            return;
        _scores[worker] = Of(worker) + 1;
        _lastRise[worker] = now;
        journal.AccurateContribution(worker, task.Id);
    }

    /// <summary>A fault costs a third.</summary>
    public void Lower(Address worker, ModelTask task)
    {
        _scores[worker] = Of(worker) * 2 / 3;
        journal.FaultyContribution(worker, task.Id);
    }

    /// <summary>Brings a score along from an earlier hub, once; no rise.</summary>
    public Refusal? Import(Address worker)
    {
        if (_imported.Contains(worker))
            return Errors.Text("score-already-imported");
        if (previous is null)
            return new("NoPreviousHub");
        _imported.Add(worker);
        _scores[worker] = Math.Max(Of(worker), Math.Min(previous(worker), uint.MaxValue));
        return null;
    }
}
