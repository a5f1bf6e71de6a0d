using Iexec.Protocol;

namespace Iexec.Model.Tests;

// Tasks, as they should go.
public sealed partial class Author
{
    private (string Deal, ulong Index)? _task;

    /// <summary>Mostly with the same task, so that it gets somewhere.</summary>
    private void GoOn()
    {
        ChooseTask();
        if (NextStep() is { } step)
            Tell(step);
        else if (_task is null)
            Sell();
        else
            _task = null;
    }

    private void ChooseTask()
    {
        if (_deals.Count == 0 || (_task is not null && Chance(80)))
            return;
        var deal = Pick(_deals);
        var (first, size) = (Hub.ViewDeal(_play.DealOf(deal))!.BotFirst, Hub.ViewDeal(_play.DealOf(deal))!.BotSize);
        _task = (deal, first + (ulong)_random.Next((int)Math.Min(size, 3)));
    }

    /// <summary>What makes sense for the task; null if nothing does any more.</summary>
    private Step? NextStep()
    {
        if (_task is not var (deal, index))
            return null;
        var name = $"{deal}/{index}";
        return Hub.ViewTask(_play.TaskOf(name)) switch
        {
            null => new("initialize", [("by", Person()), ("deal", deal), ("index", $"{index}")]),
            { Status: ChainTaskStatus.Active } task => NextOfActive(name, task),
            { Status: ChainTaskStatus.Revealing } task => NextOfRevealing(name, task),
            _ => null,
        };
    }

    private Step NextOfActive(string name, ChainTask task)
    {
        var workers = Cast.Workers.Where(w => !task.Contributors.Contains(_play.Cast[w])).ToArray();
        if ((_play.Now >= task.ContributionDeadline && Chance(80)) || workers.Length == 0 || Chance(3))
            return _play.Now < task.FinalDeadline ? WaitUntil(Chance(80) ? task.FinalDeadline : task.ContributionDeadline) : Claim(name);
        var deal = Hub.ViewDeal(task.Deal)!;
        var enclave = deal.Tag.IsTee || Chance(10) ? "enclave" : null;
        var worker = Pick(workers);
        var result = Chance(80) ? "x" : Pick(Words);
        if (deal.Trust == 1 && task.Contributors.Count == 0 && Chance(40))
            return Phrase("complete", ("by", worker), ("task", name), ("result", result), ("link", $"{_random.Next(70)}"), ("data", Data(deal, result)), ("enclave", enclave));
        return Phrase("contribute", ("by", worker), ("task", name), ("result", result), ("enclave", enclave));
    }

    private Step NextOfRevealing(string name, ChainTask task)
    {
        var winners = Cast.Workers.Where(w => Hub.ViewContribution(task.Id, _play.Cast[w]) is { Status: ContributionStatus.Contributed } c && c.ResultHash == task.ConsensusValue).ToArray();
        var scheduler = Name(Hub.ViewDeal(task.Deal)!.Workerpool.Owner);
        var word = Words.First(w => Contribution.HashOf(task.Id, Play.Digest(w)) == task.ConsensusValue);
        if (_play.Now < task.RevealDeadline && winners.Length > 0)
            return Chance(75) ? Phrase("reveal", ("by", Pick(winners)), ("task", name), ("result", word)) : WaitUntil(task.RevealDeadline);
        if (_play.Now >= task.FinalDeadline && Chance(80))
            return Claim(name);
        if (task.RevealCounter == 0 || Chance(5))
            return Chance(75) ? Phrase("reopen", ("by", scheduler), ("task", name)) : WaitUntil(task.FinalDeadline);
        return Chance(95)
            ? Phrase("finalize", ("by", scheduler), ("task", name), ("link", $"{_random.Next(70)}"), ("data", Data(Hub.ViewDeal(task.Deal)!, word)))
            : WaitUntil(task.FinalDeadline);
    }

    private string? Data(Deal deal, string word) => deal.Callback != default || Chance(10) ? word : null;

    private Step Claim(string name) => Phrase("claim", ("by", Person()), ("task", name));

    /// <summary>A deadline, or just before or after it.</summary>
    private Step WaitUntil(ulong deadline) =>
        new("wait", [("seconds", $"{Math.Max(1, (long)(deadline - _play.Now) + Pick(0, 0, 0, 0, -1, 1))}")]);
}
