using FsCheck;
using FsCheck.Fluent;

namespace Iexec.Model.Tests;

public sealed class ScriptTests
{
    private static readonly Cast Cast = OfflineCast.Create();

    [Fact]
    public void A_script_reads_as_it_was_printed() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        seed =>
        {
            var script = Author.Write(Cast, seed);
            Assert.Equal(script.Steps, Script.Parse(script.ToString()).Steps);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_seed_writes_the_same_script() =>
        Assert.Equal(Author.Write(Cast, 7).ToString(), Author.Write(Cast, 7).ToString());

    [Fact]
    public void Whatever_a_script_shrinks_to_is_simpler_and_can_be_played() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
        seed =>
        {
            var script = Author.Write(Cast, seed);
            foreach (var simpler in Shrinking.Of(script, Cast).Where((_, i) => i % 50 == 0))
            {
                new Play(Cast).All(simpler);
                Assert.True(simpler.Steps.Count < script.Steps.Count || simpler.ToString().Length <= script.ToString().Length);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5));

    [Theory]
    [InlineData("claim by")]
    [InlineData("claim by=")]
    [InlineData("claim =x")]
    [InlineData("claim a=b=c")]
    public void What_is_no_step_is_refused(string line) => Assert.Throws<FormatException>(() => Step.Parse(line));

    [Theory]
    [InlineData("claim by=stranger")]
    [InlineData("claim task=r1:0/0")]
    [InlineData("claim by=someone task=r1:0/0")]
    [InlineData("dance by=stranger")]
    public void What_cannot_be_understood_is_not_played(string line) =>
        Assert.Throws<FormatException>(() => new Play(Cast).All(Script.Parse(line)));
}
