using System.Numerics;
using Iexec.Ethereum;

namespace Iexec.Chain;

/// <summary>A signed transaction, stored before it is sent.</summary>
public sealed class OutboxAttempt
{
    /// <summary>Its key; later ones replace earlier ones.</summary>
    public long Id { get; private set; }

    /// <summary>Its hash.</summary>
    public required Bytes32 Hash { get; init; }

    /// <summary>The bytes sent to the node.</summary>
    public required byte[] Raw { get; init; }

    /// <summary>Wei paid at most per unit of gas.</summary>
    public required BigInteger MaxFeePerGas { get; init; }

    /// <summary>Wei of it that the block's proposer gets at most.</summary>
    public required BigInteger MaxPriorityFeePerGas { get; init; }

    /// <summary>When it was signed.</summary>
    public required DateTimeOffset SignedAt { get; init; }
}
