using Xunit.Abstractions;

namespace Iexec.Model.Tests;

[Trait("Category", "Integration")]
public sealed class DifferentialTests(ContractChain chain, ITestOutputHelper output) : IClassFixture<ContractChain>
{
    [SkippableFact]
    public async Task A_whole_life_of_a_task_is_the_same()
    {
        chain.SkipIfAbsent();
        var script = Script.Parse("""
            app name=a1 price=5
            pool name=p1 price=1000 trust=100
            request name=r1 appmax=5 poolmax=1000 trust=5
            match by=stranger app=a1 pool=p1 request=r1
            initialize by=stranger deal=r1:0 index=0
            contribute by=worker1 task=r1:0/0 result=x
            contribute by=worker2 task=r1:0/0 result=y
            contribute by=worker3 task=r1:0/0 result=x
            contribute by=worker4 task=r1:0/0 result=x
            contribute by=worker5 task=r1:0/0 result=x
            contribute by=worker6 task=r1:0/0 result=x
            reveal by=worker3 task=r1:0/0 result=x
            wait seconds=600
            finalize by=scheduler task=r1:0/0 link=20
            """);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var answers = await new Comparison(chain).RunAsync(script);
        output.WriteLine($"{clock.Elapsed}");
        foreach (var answer in answers)
            output.WriteLine(answer.ToString());
        Assert.All(answers, a => Assert.True(a.IsSame, a.ToString()));
    }
}
