using Iexec.Ethereum;

namespace Iexec.Model.Tests;

/// <summary>Plays scripts on the model and on the chain, and finds the first difference.</summary>
/// <param name="chain">The chain.</param>
public sealed class Comparison(ContractChain chain)
{
    /// <summary>What model and chain said of a step, or of what there is to see at the end.</summary>
    /// <param name="What">The step, or what was looked at.</param>
    /// <param name="Model">The model's answer.</param>
    /// <param name="Chain">The chain's.</param>
    public sealed record Answer(string What, string Model, string Chain)
    {
        public bool IsSame => Model == Chain;

        public override string ToString() => IsSame ? $"{What}\n    both:  {Model}" : $"{What}\n    model: {Model}\n    chain: {Chain}";
    }

    /// <summary>Plays a script; the answers are in its order, then those about the state at the end.</summary>
    public async Task<IReadOnlyList<Answer>> RunAsync(Script script, Action<Move>? onMove = null)
    {
        var play = new Play(chain.Cast);
        var moves = play.All(script);
        var views = Views.Of(play);
        var calls = moves.Select(m => (m.Time, m.Encode())).Concat(views.Select(v => (play.Now, v.Call)));
        var said = await chain.SimulateAsync(calls);
        foreach (var move in moves)
            onMove?.Invoke(move);
        return [
            .. moves.Zip(said, (m, s) => new Answer(m.Step.ToString(), Text(m.Outcome), Text(s))),
            .. views.Zip(said.Skip(moves.Count), (v, s) => new Answer(v.What, Hex.Encode(v.Expected), Hex.Encode(s.ReturnData))),
        ];
    }

    private static string Text(Outcome outcome) => outcome.Refusal is { } refusal
        ? $"refused {Hex.Encode(refusal.Encode())} {refusal}"
        : $"accepted {string.Join(' ', outcome.Events.Select(e => Words.OfLog(e.Topics(), e.Data())))}";

    private string Text(SimulatedCall call) => call.Status == 1
        ? $"accepted {string.Join(' ', call.Logs.Where(l => l.Address == chain.Cast.Hub).Select(l => Words.OfLog(l.Topics, l.Data)))}"
        : Words.OfRevert(call);
}
