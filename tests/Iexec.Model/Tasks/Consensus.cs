using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Model;

/// <summary>When enough credible workers agree.</summary>
internal static class Consensus
{
    /// <summary>A group's weight grows no further.</summary>
    private static readonly BigInteger Heaviest = UInt128.MaxValue;

    /// <summary>Whether those who found a result outweigh all others by the deal's trust.</summary>
    public static bool IsReached(ModelTask task, Bytes32 hash)
    {
        BigInteger others = 0;
        BigInteger group = 0;
        foreach (var found in task.Contributions.Where(c => c.Status == ContributionStatus.Contributed).GroupBy(c => c.Hash))
        {
            var weight = found.Aggregate(BigInteger.One, (w, c) => BigInteger.Min(w * c.Credibility, Heaviest));
            if (found.Key == hash)
                group = weight;
            else
                others += weight;
        }
        return Credibility.IsConsensus(group, others, task.Deal.Trust);
    }
}
