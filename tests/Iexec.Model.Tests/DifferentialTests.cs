using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Iexec.Model.Tests;

/// <summary>
/// The model and the contracts do the same, whatever is done to them: outcomes, errors with their arguments, events, and at the
/// end all there is to see. <c>IEXEC_SCENARIOS</c> says how many random scenarios, <c>IEXEC_SEED</c> which; a scenario that
/// differs is printed, as short as it can be made, as a script for <c>IEXEC_REPLAY=file</c>.
/// </summary>
[Trait("Category", "Integration")]
public sealed class DifferentialTests(ContractChain chain, ITestOutputHelper output) : IClassFixture<ContractChain>
{
    private const int DefaultScenarios = 500;

    [SkippableFact]
    public async Task Model_and_contracts_do_the_same()
    {
        var cast = chain.Cast;
        var comparison = new Comparison(chain);
        var coverage = new Coverage();
        var scenarios = Setting("IEXEC_SCENARIOS", DefaultScenarios);
        (Script Script, Answer Answer)? shortest = null;
        var scripts = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(seed => Author.Write(cast, seed)), script => Shrinking.Of(script, cast));
        var property = Prop.ForAll(scripts, async script =>
        {
            var answers = await comparison.RunAsync(script);
            coverage.Count(answers);
            if (answers.FirstOrDefault(a => !a.IsSame) is not { } different)
                return true;
            shortest = (script, different);
            return false;
        });
        try
        {
            var config = Config.QuickThrowOnFailure.WithMaxTest(scenarios).WithReplay((ulong)Setting("IEXEC_SEED", 1), 1);
            await Task.Run(() => property.Check(config));
        }
        catch (Exception) when (shortest is not null)
        {
            Assert.Fail($"Model and contracts differ:\n{shortest.Value.Answer.Tell(cast)}\nSave this script and give its name as IEXEC_REPLAY to see it step by step:\n{shortest.Value.Script}");
        }
        output.WriteLine(coverage.ToString());
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text) : otherwise;
}
