using System.Numerics;
using Iexec.Protocol;

namespace Iexec.Market;

/// <summary>Workerpool and request orders must be covered by their signer's stake.</summary>
internal static class Stakes
{
    /// <summary>What is missing, as a sentence; null when the order's remaining volume is covered.</summary>
    public static string? Missing(OrderRow order, Rlc stake)
    {
        var needed = (BigInteger)order.StakePerTask.Nano * order.Remaining;
        return needed <= stake.Nano
            ? null
            : $"{order.Signer} has staked {stake}, but the order needs {needed} nRLC "
                + $"({order.StakePerTask} for each of {order.Remaining} tasks): deposit more, or lower price or volume";
    }
}
