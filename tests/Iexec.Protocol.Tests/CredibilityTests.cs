using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Iexec.Ethereum;
using Xunit;

namespace Iexec.Protocol.Tests;

public sealed class CredibilityTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 3)]
    [InlineData(10, 4)]
    public void Fresh_workers_needed_for_a_trust(ulong trust, int workers)
    {
        var fresh = Credibility.Weight(0);
        Assert.Equal(new BigInteger(2), fresh);
        Assert.True(Credibility.IsConsensus(BigInteger.Pow(fresh, workers), 0, trust));
        Assert.False(workers > 1 && Credibility.IsConsensus(BigInteger.Pow(fresh, workers - 1), 0, trust));
    }

    [Fact]
    public void No_more_workers_are_asked_than_reach_consensus_when_all_agree() =>
        Prop.ForAll(
            Gen.Choose(1, 1000).ToArbitrary(),
            Gen.ListOf(Gen.Choose(0, 100)).ToArbitrary(),
            (trust, scores) =>
            {
                var weights = new List<BigInteger>();
                foreach (var score in scores)
                {
                    if (!Credibility.NeedsMore(new Dictionary<Bytes32, BigInteger>(), weights, (ulong)trust))
                        return Credibility.IsConsensus(weights.Aggregate(BigInteger.One, (a, b) => a * b), 0, (ulong)trust);
                    weights.Add(Credibility.Weight(score));
                }
                return true;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_dissenter_raises_the_number_of_workers_needed()
    {
        var dissent = new Dictionary<Bytes32, BigInteger> { [Bytes32.FromInteger(1)] = 2, [Bytes32.FromInteger(2)] = 4 };

        Assert.False(Credibility.NeedsMore(new Dictionary<Bytes32, BigInteger> { [Bytes32.FromInteger(2)] = 4 }, [], 3));
        Assert.True(Credibility.NeedsMore(dissent, [], 3));
        Assert.False(Credibility.NeedsMore(dissent, [2], 3));
    }
}
