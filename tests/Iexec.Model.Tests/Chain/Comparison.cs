namespace Iexec.Model.Tests;

/// <summary>Plays scripts on the model and on the chain, and finds the first difference.</summary>
/// <param name="chain">The chain.</param>
public sealed class Comparison(ContractChain chain)
{
    /// <summary>Plays a script; the answers are in its order, then those about the state at the end.</summary>
    public async Task<IReadOnlyList<Answer>> RunAsync(Script script)
    {
        var play = new Play(chain.Cast);
        var moves = play.All(script);
        var views = Views.Of(play);
        var calls = moves.Select(m => (m.Time, m.Encode())).Concat(views.Select(v => (play.Now, v.Call)));
        var said = await chain.SimulateAsync(calls);
        return [
            .. moves.Zip(said, (m, s) => new Answer(m.Step.ToString(), Said.By(m), Said.By(s, chain.Cast))),
            .. views.Zip(said.Skip(moves.Count), (v, s) => new Answer(v.What, new(v.Expected), new(s.ReturnData))),
        ];
    }
}
