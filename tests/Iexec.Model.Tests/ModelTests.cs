using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model.Tests;

/// <summary>The rules of the protocol by example, with the numbers that it publishes.</summary>
public sealed class ModelTests
{
    private const string Sale = """
        app name=a1 volume=9
        pool name=p1 price=1000 volume=9 trust=100
        request name=r1 poolmax=1000 volume=9 trust=3
        match by=stranger app=a1 pool=p1 request=r1
        initialize by=stranger deal=r1:0 index=0

        """;

    private static readonly Cast Cast = OfflineCast.Create();

    [Fact]
    public void Ids_are_the_hashes_that_the_protocol_says()
    {
        var play = Played(Sale);
        var deal = Keccak256.HashPacked(play.OrderHashes["r1"].Value, Bytes32.Zero);
        Assert.NotNull(play.Hub.ViewDeal(new(deal)));
        Assert.NotNull(play.Hub.ViewTask(new(Keccak256.HashPacked(deal, Bytes32.Zero))));
    }

    [Fact]
    public void The_one_of_two_who_reveals_has_the_others_stake_less_the_schedulers_part()
    {
        var play = Played(Sale + """
            contribute by=worker1 task=r1:0/0 result=x
            contribute by=worker2 task=r1:0/0 result=x
            reveal by=worker1 task=r1:0/0 result=x
            wait seconds=600
            finalize by=scheduler task=r1:0/0
            """);
        Assert.Equal(1287, Gain(play, "worker1"));
        Assert.Equal(-300, Gain(play, "worker2"));
        Assert.Equal(13 - 8 * 300, Gain(play, "scheduler"));
        Assert.Equal((1UL, 0UL), (play.Hub.ViewScore(Cast["worker1"]), play.Hub.ViewScore(Cast["worker2"])));
    }

    [Fact]
    public void A_claim_refunds_the_payer_and_punishes_the_silent()
    {
        var play = Played(Sale + """
            contribute by=worker3 task=r1:0/0 result=y
            contribute by=worker1 task=r1:0/0 result=x
            contribute by=worker2 task=r1:0/0 result=x
            contribute by=worker4 task=r1:0/0 result=x
            wait seconds=3000
            claim by=stranger task=r1:0/0
            """);
        Assert.Equal(-8000, Gain(play, "requester"));
        Assert.Equal((-300, -300, 0), (Gain(play, "worker1"), Gain(play, "worker2"), Gain(play, "worker3")));
        Assert.Equal(new Rlc(300 + 3 * 300), play.Hub.ViewAccount(PocoConstants.Kitty).Locked);
    }

    [Theory]
    [InlineData(3599, 1)]
    [InlineData(3600, 2)]
    public void A_score_rises_once_an_hour(int seconds, ulong score)
    {
        var play = Played(Sale + Done("r1:0/0") + $"""
            wait seconds={seconds}
            request name=r2 poolmax=1000 trust=3
            app name=a2
            pool name=p2 price=1000
            match by=stranger app=a2 pool=p2 request=r2
            initialize by=stranger deal=r2:0 index=0

            """ + Done("r2:0/0"));
        Assert.Equal(score, play.Hub.ViewScore(Cast["worker1"]));
    }

    [Fact]
    public void A_score_rises_only_where_a_stake_was_at_risk() =>
        Assert.Equal(0UL, Played("policy by=scheduler pool=pool1 stake=0 reward=1\n" + Sale + Done("r1:0/0")).Hub.ViewScore(Cast["worker1"]));

    [Fact]
    public void A_score_brought_along_weighs_and_is_no_rise()
    {
        var old = Cast.OldScore(Cast["worker1"]);
        var enoughWithAnother = Credibility.Weight(old) + 1;
        var play = Played("import by=stranger worker=worker1\n" + Sale.Replace("trust=3", $"trust={enoughWithAnother}", StringComparison.Ordinal) + Done("r1:0/0"));
        Assert.Equal(old + 1, play.Hub.ViewScore(Cast["worker1"]));
    }

    [Fact]
    public void One_who_works_alone_has_no_score_for_it()
    {
        var play = Played(Sale.Replace("trust=3", "trust=1", StringComparison.Ordinal) + """
            contribute by=worker1 task=r1:0/0 result=x
            reveal by=worker1 task=r1:0/0 result=x
            finalize by=scheduler task=r1:0/0
            """);
        Assert.Equal(0UL, play.Hub.ViewScore(Cast["worker1"]));
    }

    /// <summary>Two workers agree on a task, and it is completed.</summary>
    private static string Done(string task) => $"""
        contribute by=worker1 task={task} result=x
        contribute by=worker2 task={task} result=x
        reveal by=worker1 task={task} result=x
        reveal by=worker2 task={task} result=x
        finalize by=scheduler task={task}

        """;

    private static Play Played(string script)
    {
        var play = new Play(Cast);
        Assert.All(play.All(Script.Parse(script)), m => Assert.True(m.Outcome.IsAccepted, $"{m.Step}: {m.Outcome.Refusal}"));
        return play;
    }

    private static long Gain(Play play, string who) => (long)play.Hub.ViewAccount(Cast[who]).Stake.Nano - (long)Cast.Fortune.Nano;
}
