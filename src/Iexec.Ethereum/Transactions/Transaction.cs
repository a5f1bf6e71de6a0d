using System.Numerics;

namespace Iexec.Ethereum;

/// <summary>A transaction before it is signed. Amounts are in wei.</summary>
public sealed record Transaction
{
    /// <summary>Its kind.</summary>
    public TransactionType Type { get; init; } = TransactionType.DynamicFee;

    /// <summary>The chain it is for; null only in a legacy transaction that is valid on every chain.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>How many transactions the sender made before.</summary>
    public ulong Nonce { get; init; }

    /// <summary>Price of a unit of gas; not of a <see cref="TransactionType.DynamicFee"/> transaction.</summary>
    public BigInteger GasPrice { get; init; }

    /// <summary>What the block's proposer gets at most per unit of gas, in a <see cref="TransactionType.DynamicFee"/> transaction.</summary>
    public BigInteger MaxPriorityFeePerGas { get; init; }

    /// <summary>What is paid at most per unit of gas, in a <see cref="TransactionType.DynamicFee"/> transaction.</summary>
    public BigInteger MaxFeePerGas { get; init; }

    /// <summary>Units of gas it may use.</summary>
    public ulong GasLimit { get; init; }

    /// <summary>The account it calls; null to create a contract.</summary>
    public Address? To { get; init; }

    /// <summary>What it transfers.</summary>
    public BigInteger Value { get; init; }

    /// <summary>The call's data, or the contract's init code.</summary>
    public byte[] Data { get; init; } = [];

    /// <summary>Storage it declares; not in a legacy transaction.</summary>
    public IReadOnlyList<AccessListEntry> AccessList { get; init; } = [];

    /// <summary>The hash that its sender signs.</summary>
    public Bytes32 SigningHash => Keccak256.Hash(Encode());

    /// <summary>The bytes whose hash its sender signs.</summary>
    /// <exception cref="InvalidOperationException">A typed transaction has no chain id.</exception>
    public byte[] Encode() => TransactionCodec.Encode(this, null);

    /// <summary>Signs it.</summary>
    /// <exception cref="InvalidOperationException">A typed transaction has no chain id.</exception>
    public SignedTransaction Sign(PrivateKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(this, key.Sign(SigningHash));
    }
}
