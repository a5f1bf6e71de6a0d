using System.Numerics;
using Iexec.Ethereum;
using Iexec.Protocol;

namespace Iexec.Chain;

/// <summary>A transaction that is to be on chain, with all that was done for it.</summary>
public sealed class OutboxTransaction
{
    /// <summary>Its key; transactions are sent in this order. Known once the row is saved.</summary>
    public long Id { get; private set; }

    /// <summary>Who sends it.</summary>
    public required Address Wallet { get; init; }

    /// <summary>What it is for, such as <c>finalize:0x…</c>: unique for the wallet, so that nothing is sent twice.</summary>
    public required string Purpose { get; set; }

    /// <summary>How many transactions there were for the purpose, this one included: the earlier ones failed, or were not enough.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>The contract called; null creates one.</summary>
    public Address? To { get; init; }

    /// <summary>The call's data.</summary>
    public required byte[] Data { get; init; }

    /// <summary>Wei sent along.</summary>
    public BigInteger Value { get; init; }

    /// <summary>Where it is.</summary>
    public OutboxState State { get; set; }

    /// <summary>Why it is there: what it waits for, the last error, or why it was refused or failed.</summary>
    public string? Reason { get; set; }

    /// <summary>When it was put in the outbox.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>Its place among the wallet's transactions, once sent.</summary>
    public ulong? Nonce { get; set; }

    /// <summary>Units of gas it may use, once sent.</summary>
    public ulong GasLimit { get; set; }

    /// <summary>When it was first sent.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Since when its nonce is used on chain while none of <see cref="Attempts"/> is found there.</summary>
    public DateTimeOffset? NonceLostAt { get; set; }

    /// <summary>The hash under which it was mined.</summary>
    public Bytes32? MinedHash { get; set; }

    /// <summary>The block that holds it.</summary>
    public ulong? MinedBlock { get; set; }

    /// <summary>When it was seen mined.</summary>
    public DateTimeOffset? MinedAt { get; set; }

    /// <summary>Whether nothing can change any more: refused, or mined with enough blocks on top.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Counts the changes, so that two processes do not change the row at once.</summary>
    public int Version { get; set; }

    /// <summary>What was signed for it, oldest first: each may be the one that is mined.</summary>
    public List<OutboxAttempt> Attempts { get; } = [];

    internal ContractCall Call => new(To, Data, Value);

    /// <summary>Whether all it is for is its nonce.</summary>
    internal bool IsFiller => To == Wallet && Data.Length == 0 && Value.IsZero;

    internal bool IsMined => State is OutboxState.Succeeded or OutboxState.Failed;

    internal BigInteger MostCost => Value + GasLimit * (Attempts.Count > 0 ? Attempts[^1].MaxFeePerGas : 0);
}
