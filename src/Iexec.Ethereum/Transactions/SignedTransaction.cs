namespace Iexec.Ethereum;

/// <summary>A transaction and its sender's signature.</summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="Signature">The signature of its <see cref="Transaction.SigningHash"/>.</param>
public sealed record SignedTransaction(Transaction Transaction, Signature Signature)
{
    /// <summary>The hash by which the chain knows it.</summary>
    public Bytes32 Hash => Keccak256.Hash(Encode());

    /// <summary>The account that signed it.</summary>
    /// <exception cref="FormatException">No key can have made the signature.</exception>
    public Address Sender => Signature.Recover(Transaction.SigningHash);

    /// <summary>The bytes that are sent to a node.</summary>
    public byte[] Encode() => TransactionCodec.Encode(Transaction, Signature);
}
