using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Protocol;

/// <summary>
/// How sure a group of agreeing workers is. A worker weighs max(score/3, 3) − 1; a group weighs the product of its
/// workers; consensus needs group · trust &gt; (1 + sum of groups) · (trust − 1).
/// </summary>
public static class Credibility
{
    /// <summary>A worker's weight.</summary>
    /// <param name="score">Its score on chain.</param>
    public static BigInteger Weight(BigInteger score) => BigInteger.Max(score / 3, 3) - 1;

    /// <summary>Whether a group reaches consensus.</summary>
    /// <param name="group">The group's weight.</param>
    /// <param name="others">The sum of all other groups' weights.</param>
    /// <param name="trust">The deal's trust.</param>
    public static bool IsConsensus(BigInteger group, BigInteger others, ulong trust) =>
        group * trust > (1 + group + others) * (BigInteger.Max(trust, 1) - 1);

    /// <summary>Whether more workers are needed, if all who are at work agreed with the heaviest group.</summary>
    /// <param name="groups">Weights of the contributions given, by result hash.</param>
    /// <param name="pending">Weights of those still at work.</param>
    /// <param name="trust">The deal's trust.</param>
    public static bool NeedsMore(IReadOnlyDictionary<Bytes32, BigInteger> groups, IEnumerable<BigInteger> pending, ulong trust)
    {
        var heaviest = groups.Values.DefaultIfEmpty(0).Max();
        var others = groups.Values.Aggregate(BigInteger.Zero, (a, b) => a + b) - heaviest;
        var hoped = pending.Aggregate(heaviest, (a, b) => BigInteger.Max(a, 1) * b);
        return !IsConsensus(hoped, others, trust);
    }
}
