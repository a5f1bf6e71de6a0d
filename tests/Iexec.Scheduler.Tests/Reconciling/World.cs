using System.Numerics;
using Iexec.Api;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Scheduler.Tests.Reconciling;

/// <summary>
/// One task from its deal to its end: a model of the hub that refuses what the hub refuses, workers that may lie, fail, vanish or be
/// slow, transactions that may fail, a clock that may be wrong, and the decisions between them. One seed gives one story.
/// </summary>
internal sealed class World
{
    private readonly Random _random;
    private readonly bool _isReliable;
    private readonly TimeSpan _skew;
    private readonly List<Worker> _workers = [];
    private readonly List<string> _story = [];
    private DateTimeOffset _now = Given.Start;
    private TaskView _view;

    public World(int seed, bool isReliable)
    {
        _random = new(seed);
        _isReliable = isReliable;
        _skew = TimeSpan.FromMinutes(_random.Next(-11, 12));
        _view = Given.View(ChainTaskStatus.Unset, trust: (ulong)_random.Next(1, 9));
        for (var n = 1; n <= (isReliable ? 5 : _random.Next(7)); n++)
            _workers.Add(new(n, isReliable || _random.Next(4) > 0 ? Given.Digest : Given.OtherDigest));
    }

    /// <summary>What was decided when.</summary>
    public IReadOnlyList<string> Story => _story;

    /// <summary>Plays until the task is over; the last decision.</summary>
    public Decision Play()
    {
        while (true)
        {
            var busy = _view.Replicates.Select(r => r.Worker).ToHashSet();
            var free = _workers.Where(w => !busy.Contains(w.Address) && !w.IsGone).ToList();
            _view = _view with
            {
                ChainTime = _now,
                Replicates = [.. _view.Replicates.Select(Seen)],
                Candidates = [.. free.Select(w => new Candidate(w.Address, 0))],
                Untried = free.Count,
            };
            var decision = TaskReconciler.Reconcile(_view, Own);
            _story.Add($"{(_now - Given.Start).TotalSeconds:0}: {decision.State} {decision.Reason} [{string.Join(", ", decision.Actions)}]");
            if (decision.IsFinal)
                return decision;
            foreach (var action in decision.Actions)
                Do(action);
            foreach (var worker in _workers)
                Live(worker);
            var wait = Math.Min((decision.NextDeadline!.Value - Own).TotalSeconds, _random.Next(1, 60));
            _now = _now.AddSeconds(Math.Max(wait, 0.1));
        }
    }

    public double Seconds => (_now - Given.Start).TotalSeconds;

    // What the scheduler's own clock shows: it may be wrong.
    private DateTimeOffset Own => _now + _skew;

    private Replicate Seen(Replicate replicate)
    {
        var worker = _workers.Single(w => w.Address == replicate.Worker);
        var status = _view.Contributions.FirstOrDefault(c => c.Worker == replicate.Worker)?.Contribution.Status;
        var stage = replicate.Stage == ReplicateStage.Failed ? replicate.Stage
            : status == ContributionStatus.Proved ? ReplicateStage.Revealed
            : status is null ? replicate.Stage : ReplicateStage.Contributed;
        return replicate with { Stage = stage, LastSeen = worker.IsGone ? replicate.LastSeen : Own, Deadline = status is null ? replicate.Deadline : null };
    }

    private void Do(TaskAction action)
    {
        switch (action)
        {
            case Assign a:
                _view = _view.With(new Replicate(a.Worker, $"{a.Worker}", ReplicateStage.Computing, Own) { Deadline = Own.AddSeconds(150) });
                break;
            case Drop d:
                Change(d.Worker, r => r with { Stage = ReplicateStage.Failed, Reason = d.Reason, Since = Own });
                break;
            case AskReveal a:
                Change(a.Worker, r => r with { Goal = ReplicateGoal.Reveal });
                break;
            case AskUpload a:
                Change(a.Worker, r => r with { Goal = ReplicateGoal.Upload, UploadAsked = Own });
                break;
            case Send s:
                Send(s);
                break;
        }
    }

    private void Send(Send send)
    {
        var fails = Chance(5);
        if (!fails)
            Mine(send);
        var tries = 1 + (_view.Transactions.FirstOrDefault(t => t.Kind == send.Kind)?.Attempts ?? 0);
        _view = _view with
        {
            Transactions = [.. _view.Transactions.Where(t => t.Kind != send.Kind), new(send.Kind, tries, false, Own, fails ? "out of luck" : null)],
        };
    }

    private void Mine(Send send)
    {
        var chain = _view.Chain;
        var now = (ulong)_now.ToUnixTimeSeconds();
        var final = (ulong)Given.At(1000).ToUnixTimeSeconds();
        switch (send)
        {
            case Initialize:
                Require(chain.Status == ChainTaskStatus.Unset);
                _view = _view with { Chain = Given.Active().Chain };
                break;
            case FinalizeTask:
                Require(chain.Status == ChainTaskStatus.Revealing && now < final && _view.StoredResult is not null);
                Require(chain.RevealCounter == chain.WinnerCounter || (chain.RevealCounter > 0 && chain.RevealDeadline <= now));
                _view = _view with { Chain = chain with { Status = ChainTaskStatus.Completed } };
                break;
            case Reopen:
                Require(chain.Status == ChainTaskStatus.Revealing && now < final && chain.RevealCounter == 0 && chain.RevealDeadline <= now);
                _view = _view with
                {
                    Chain = chain with { Status = ChainTaskStatus.Active, ConsensusValue = default, WinnerCounter = 0, RevealDeadline = 0 },
                    Contributions = [.. _view.Contributions.Select(c => c.Contribution.ResultHash == chain.ConsensusValue ? c with { Contribution = c.Contribution with { Status = ContributionStatus.Rejected } } : c)],
                };
                break;
            default:
                Require(chain.Status is ChainTaskStatus.Active or ChainTaskStatus.Revealing && now >= final);
                _view = _view with { Chain = chain with { Status = ChainTaskStatus.Failed } };
                break;
        }

        void Require(bool accepted)
        {
            if (!accepted)
                throw new InvalidOperationException($"the hub refuses {send} at {Seconds}: {chain}");
        }
    }

    // What a worker does in a while, if it does anything.
    private void Live(Worker worker)
    {
        worker.IsGone = worker.IsGone ? !Chance(10) : !_isReliable && Chance(20);
        var replicate = _view.Replicates.FirstOrDefault(r => r.Worker == worker.Address);
        if (replicate is null or { Stage: ReplicateStage.Failed } || worker.IsGone || !(_isReliable || Chance(2)))
            return;
        if (!_isReliable && Chance(15))
            Change(worker.Address, r => r with { Stage = ReplicateStage.Failed, Reason = "it broke", Since = Own });
        else if (_view.Contributions.FirstOrDefault(c => c.Worker == worker.Address)?.Contribution is not { } mine)
            Contribute(worker);
        else if (mine.Status == ContributionStatus.Contributed && replicate.Goal >= ReplicateGoal.Reveal)
            Reveal(worker);
        else if (mine.Status == ContributionStatus.Proved && replicate.Goal == ReplicateGoal.Upload)
            _view = _view with { StoredResult = Given.Stored };
    }

    private void Contribute(Worker worker)
    {
        if (_view.Chain.Status != ChainTaskStatus.Active || _now >= Given.At(700))
            return;
        _view = _view.With(Given.Contribution(worker.Number, digest: worker.Digest));
        var hash = Contribution.HashOf(Given.Task, worker.Digest);
        var groups = _view.Contributions.Where(c => c.Contribution.Status == ContributionStatus.Contributed)
            .GroupBy(c => c.Contribution.ResultHash).ToDictionary(g => g.Key, g => BigInteger.Pow(2, g.Count()));
        if (!Credibility.IsConsensus(groups[hash], groups.Where(g => g.Key != hash).Aggregate(BigInteger.Zero, (sum, g) => sum + g.Value), _view.Deal.Trust))
            return;
        _view = _view with
        {
            Chain = _view.Chain with
            {
                Status = ChainTaskStatus.Revealing,
                ConsensusValue = hash,
                WinnerCounter = (ulong)_view.Contributions.Count(c => c.Contribution.ResultHash == hash && c.Contribution.Status == ContributionStatus.Contributed),
                RevealDeadline = (ulong)_now.AddSeconds(200).ToUnixTimeSeconds(),
            },
        };
    }

    private void Reveal(Worker worker)
    {
        if (_view.Chain.Status != ChainTaskStatus.Revealing || (ulong)_now.ToUnixTimeSeconds() >= _view.Chain.RevealDeadline)
            return;
        _view = _view with
        {
            Chain = _view.Chain with { RevealCounter = _view.Chain.RevealCounter + 1, ResultDigest = worker.Digest },
            Contributions = [.. _view.Contributions.Select(c => c.Worker == worker.Address ? c with { Contribution = c.Contribution with { Status = ContributionStatus.Proved } } : c)],
        };
    }

    private void Change(Address worker, Func<Replicate, Replicate> change) =>
        _view = _view with { Replicates = [.. _view.Replicates.Select(r => r.Worker == worker ? change(r) : r)] };

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private sealed class Worker(int number, Bytes32 digest)
    {
        public int Number => number;

        public Address Address { get; } = Given.Worker(number);

        public Bytes32 Digest => digest;

        public bool IsGone { get; set; }
    }
}
