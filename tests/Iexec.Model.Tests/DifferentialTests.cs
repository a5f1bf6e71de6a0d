using FsCheck;
using FsCheck.Fluent;
using Iexec.Ethereum;

namespace Iexec.Model.Tests;

/// <summary>
/// The model and the contracts do the same, whatever is done to them: outcomes, errors with their arguments, events, and at the
/// end all there is to see. <c>IEXEC_SCENARIOS</c> says how many random scenarios, <c>IEXEC_SEED</c> which; a scenario that
/// differs is printed, as short as it can be made, as a script for <c>./test --replay</c>.
/// </summary>
[Collection(ContractChain.Tests)]
[Trait("Category", "Integration")]
public sealed class DifferentialTests(ContractChain chain, ITestOutputHelper output)
{
    private const int DefaultScenarios = 2000;
    private const int MinedScenarios = 5;

    [Fact]
    public async Task Model_and_contracts_do_the_same()
    {
        var cast = chain.Cast;
        var comparison = new Comparison(chain);
        var coverage = new Coverage();
        var scenarios = Setting("IEXEC_SCENARIOS", DefaultScenarios);
        (Script Script, string Why)? shortest = null;
        var scripts = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => Author.Write(cast, seed)), script => Shrinking.Of(script, cast));
        var property = Prop.ForAll(scripts, async script =>
        {
            try
            {
                var answers = await comparison.RunAsync(script);
                coverage.Count(answers);
                if (answers.FirstOrDefault(a => !a.IsSame) is not { } different)
                    return true;
                shortest = (script, different.Tell(cast));
            }
            catch (Exception e)
            {
                shortest = (script, $"{e}");
            }
            return false;
        });
        try
        {
            var config = Config.QuickThrowOnFailure.WithMaxTest(scenarios).WithReplay((ulong)Setting("IEXEC_SEED", 1), 1);
            await Task.Run(() => property.Check(config));
        }
        catch (Exception) when (shortest is not null)
        {
            Assert.Fail($"""
                Model and contracts differ:
                {shortest.Value.Why}
                Save this script and run ./test --replay with its name to see it step by step:
                {shortest.Value.Script}
                """);
        }
        output.WriteLine(coverage.ToString());
        if (scenarios >= DefaultScenarios)
            Assert.Empty(Coverage.Expected.Except(coverage.Seen));
    }

    [Fact]
    public async Task A_simulated_chain_does_what_a_mined_one_does()
    {
        var cast = chain.Cast;
        foreach (var scenario in Enumerable.Range(1, MinedScenarios).Select(seed => Calls(cast, seed)))
        {
            var simulated = await chain.SimulateAsync(scenario);
            var mined = await chain.MineAsync(scenario);
            foreach (var (s, m) in simulated.Zip(mined))
            {
                Assert.Equal(s.Status, m.Status);
                Assert.Equal(s.Logs.Select(Text), m.Logs.Select(Text));
            }
        }

        static string Text(Log log) => $"{log.Address} {string.Join(' ', log.Topics)} {Hex.Encode(log.Data)}";
    }

    private static List<(ulong Time, CallRequest Call)> Calls(Cast cast, int seed) =>
        [.. new Play(cast).All(Author.Write(cast, seed)).Select(m => (m.Time, m.Encode()))];

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text) : otherwise;
}
