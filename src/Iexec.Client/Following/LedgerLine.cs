using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Client;

/// <summary>What a task did to someone's money.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Paid">What was taken.</param>
/// <param name="Earned">What was given.</param>
public sealed record LedgerLine(Address Owner, Rlc Paid, Rlc Earned)
{
    /// <summary>Earned less paid, in nRLC; the lines of a task sum to zero.</summary>
    public long Net => checked((long)Earned.Nano - (long)Paid.Nano);

    /// <summary>A task's ledger, from the hub's events.</summary>
    public static IReadOnlyList<LedgerLine> Of(TaskId task, IEnumerable<HubEvent> events)
    {
        var lines = new Dictionary<Address, LedgerLine>();
        foreach (var e in events)
        {
            if (e is Seized seized && seized.Task == task)
                lines[seized.Owner] = Line(seized.Owner) with { Paid = Line(seized.Owner).Paid + seized.Amount };
            else if (e is Rewarded rewarded && rewarded.Task == task)
                lines[rewarded.Owner] = Line(rewarded.Owner) with { Earned = Line(rewarded.Owner).Earned + rewarded.Amount };
        }
        return [.. lines.Values.OrderBy(l => l.Net)];

        LedgerLine Line(Address owner) => lines.GetValueOrDefault(owner) ?? new(owner, Rlc.Zero, Rlc.Zero);
    }
}
