using Iexec.Ethereum;
using Microsoft.Extensions.Logging;

namespace Iexec.Chain;

/// <summary>What a sender works with from round to round.</summary>
internal sealed record SenderParts(
    EthClient Eth, PrivateKey Key, ulong ChainId, TransactionSenderSettings Settings, Broadcasts Broadcasts, TimeProvider Time, ILogger Log)
{
    /// <summary>The newest block for which mined transactions were looked at.</summary>
    public Bytes32 WatchedHead { get; set; }

    /// <summary>The nonce of which the node knows no transaction though later ones wait, and since when.</summary>
    public (ulong Nonce, DateTimeOffset Since)? Missing { get; set; }

    /// <summary>When to look next whether the chain still has all that was mined, though nothing is open.</summary>
    public DateTimeOffset NextLook { get; set; }
}
