using System.Collections.Concurrent;

namespace Iexec.Model.Tests;

/// <summary>What scripts did, and what they were refused.</summary>
internal sealed class Coverage
{
    private readonly ConcurrentDictionary<string, int> _accepted = [];
    private readonly ConcurrentDictionary<string, int> _refused = [];
    private readonly ConcurrentDictionary<string, int> _events = [];

    public IEnumerable<string> Verbs => _accepted.Keys;

    public IEnumerable<string> Refusals => _refused.Keys;

    public void Count(IEnumerable<Answer> answers)
    {
        foreach (var answer in answers)
        {
            if (answer.Model.Refusal is { } refusal)
                Add(_refused, refusal.Name == "Error" ? refusal.ToString() : refusal.Name);
            else if (answer.Model.Events is { } events)
                Add(_accepted, answer.What.Split(' ')[0]);
            foreach (var happened in answer.Model.Events ?? [])
                Add(_events, happened.Name);
        }
    }

    public override string ToString() =>
        $"accepted: {Text(_accepted)}\nrefused: {Text(_refused)}\nevents: {Text(_events)}";

    private static void Add(ConcurrentDictionary<string, int> to, string name) => to.AddOrUpdate(name, 1, (_, n) => n + 1);

    private static string Text(ConcurrentDictionary<string, int> counts) =>
        string.Join(", ", counts.OrderByDescending(c => c.Value).Select(c => $"{c.Key} {c.Value}"));
}
