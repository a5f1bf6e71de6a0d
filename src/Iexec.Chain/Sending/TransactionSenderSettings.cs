using System.Numerics;

namespace Iexec.Chain;

/// <summary>How a sender sends.</summary>
public sealed record TransactionSenderSettings
{
    /// <summary>Wei per unit of gas that are never exceeded, also not to replace what is not mined. 500 gwei unless told.</summary>
    public BigInteger MaxFeePerGas { get; init; } = 500_000_000_000;

    /// <summary>Wei of it that a block's proposer gets at most, whatever the node suggests. 50 gwei unless told.</summary>
    public BigInteger MaxPriorityFeePerGas { get; init; } = 50_000_000_000;

    /// <summary>Percent added to the gas that the node estimates.</summary>
    public int GasMarginPercent { get; init; } = 50;

    /// <summary>
    /// Units added to that. Together they cover that others' transactions come first and make the call dearer, such as a contribution
    /// that completes the consensus. What is not used is not paid.
    /// </summary>
    public ulong GasMarginUnits { get; init; } = 100_000;

    /// <summary>How long a transaction may stay unmined before it is replaced by one that pays more.</summary>
    public TimeSpan BumpAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often one that is not mined is given to the node again, in case it was dropped.</summary>
    public TimeSpan RebroadcastEvery { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a nonce must be used on chain by none of ours before the transaction gets a new one: another process has the same wallet.
    /// Nodes may be late with receipts; too short a time would send twice. Also how long the node must have no transaction of a nonce
    /// before that is filled, where later ones wait for it.
    /// </summary>
    public TimeSpan NonceLostAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How many blocks must stand on a mined transaction before its receipt is watched no more. Should a deeper reorg take it back, that is
    /// seen by its nonce.
    /// </summary>
    public int Confirmations { get; init; } = 6;

    /// <summary>How long to wait before looking at outbox and chain again.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait after failures in a row.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a call is refused at once when the wallet cannot pay its gas. Else it waits for money.</summary>
    public bool RefuseUnfunded { get; init; }
}
