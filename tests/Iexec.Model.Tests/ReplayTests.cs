
namespace Iexec.Model.Tests;

/// <summary>Scripts in files: those kept in <c>Scenarios</c>, and one that <c>IEXEC_REPLAY</c> names.</summary>
[Collection(ContractChain.Tests)]
[Trait("Category", "Integration")]
public sealed class ReplayTests(ContractChain chain, ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Scenarios");

    public static TheoryData<string> Kept() => [.. Directory.GetFiles(Folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order()];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_kept_scenario_goes_the_same(string name)
    {
        chain.SkipIfAbsent();
        await PlayAsync(Path.Combine(Folder, $"{name}.txt"));
    }

    [Fact]
    public async Task A_scenario_given_goes_the_same()
    {
        var file = Environment.GetEnvironmentVariable("IEXEC_REPLAY");
        Assert.SkipWhen(string.IsNullOrEmpty(file), "IEXEC_REPLAY names no script to replay.");
        chain.SkipIfAbsent();
        await PlayAsync(file);
    }

    private async Task PlayAsync(string file)
    {
        var answers = await new Comparison(chain).RunAsync(Script.Parse(await File.ReadAllTextAsync(file)));
        foreach (var answer in answers.Where(a => a.IsOfStep || !a.IsSame))
            output.WriteLine(answer.Tell(chain.Cast));
        Assert.All(answers, a => Assert.True(a.IsSame, $"They differ at: {a.What}"));
    }
}
